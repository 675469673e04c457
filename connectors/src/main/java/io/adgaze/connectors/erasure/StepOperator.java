package io.adgaze.connectors.erasure;

import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TimestampedCollector;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;

/** Does a step of an erasure with the TaskManager's own storage settings. */
public final class StepOperator<I, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<I, O>, BoundedOneInput {

    private static final long serialVersionUID = 1L;

    private final ErasureStep.Opening<I, O> opening;

    private transient @Nullable ObjectStore store;
    private transient ErasureStep<I, O> step;
    private transient TimestampedCollector<O> out;

    public StepOperator(ErasureStep.Opening<I, O> opening) {
        this.opening = opening;
    }

    @Override
    public void open() throws Exception {
        super.open();
        TaskManagerRuntimeInfo taskManager =
                getContainingTask().getEnvironment().getTaskManagerInfo();
        ObjectStore opened = ObjectStores.of(S3Settings.of(taskManager.getConfiguration().toMap()));
        store = opened;
        out = new TimestampedCollector<>(output);
        Path scratch = Path.of(taskManager.getTmpDirectories()[0]);
        step = opening.at(new ErasureStep.Workplace(opened, scratch));
    }

    @Override
    public void processElement(StreamRecord<I> element) throws IOException {
        step.take(element.getValue(), out);
    }

    @Override
    public void endInput() throws IOException {
        step.finish(out);
    }

    @Override
    public void close() throws Exception {
        IOUtils.closeAll(store, super::close);
    }
}
