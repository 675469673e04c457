package io.adgaze.connectors.landing;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.CloseableIterator;

/** What a job that goes on has found, as it finds it. */
record Monitored<T>(JobClient job, CloseableIterator<T> found) implements AutoCloseable {

    static <T> Monitored<T> start(DataStream<T> stream) throws Exception {
        var found = stream.collectAsync();
        return new Monitored<>(stream.getExecutionEnvironment().executeAsync(), found);
    }

    T next() {
        return found.next();
    }

    String stop(Path savepoints) throws Exception {
        return job.stopWithSavepoint(
                        false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    @Override
    public void close() throws Exception {
        try {
            job.cancel().get();
        } catch (IllegalStateException | ExecutionException hasEnded) {
            // As the cluster of a job that was stopped has.
        }
        found.close();
    }
}
