package io.adgaze.connectors.erasure;

import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.util.Collector;

/**
 * A step of an erasure, done for each element, and once all have come. Each may be done again after
 * a failure, and does no harm by it.
 *
 * @param <I> what comes in
 * @param <O> what goes on
 */
public interface ErasureStep<I, O> {

    /**
     * Where the step works, on its TaskManager.
     *
     * @param store with the TaskManager's own settings; closed behind the step
     * @param scratch a local folder for files on their way
     */
    record Workplace(ObjectStore store, Path scratch) {}

    /** Makes a step, on its TaskManager. */
    interface Opening<I, O> extends Serializable {
        ErasureStep<I, O> at(Workplace workplace) throws IOException;
    }

    void take(I element, Collector<O> out) throws IOException;

    default void finish(Collector<O> out) throws IOException {}
}
