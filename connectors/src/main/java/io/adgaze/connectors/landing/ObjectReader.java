package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import java.io.IOException;
import java.util.List;
import org.apache.flink.types.Either;

/**
 * Reads objects of one kind. Safe for several threads.
 *
 * @param <I> where an object lies
 * @param <T> what it says
 */
interface ObjectReader<I, T> {

    /**
     * What the object says, or why it is refused; nothing where it does not matter any more.
     *
     * @throws IOException when the store is at fault, and trying again may help
     */
    List<Either<Rejection, T>> read(I object) throws IOException;

    /** The object, for the log. */
    String nameOf(I object);

    /** Where the store's failures are reported. */
    LoaderMetrics metrics();
}
