package io.adgaze.connectors.tables;

import io.adgaze.records.Rejection;
import io.adgaze.records.tables.OutputLayout;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Writes what was not measured, and why, as JSON lines. */
public final class RejectedSink {

    private RejectedSink() {}

    /**
     * A sink to {@code <outputUri>/rejected/dt=<UTC day of detection>/part-*.jsonl}. A file is
     * finished, and visible, with each checkpoint.
     */
    public static FileSink<Rejection> sink(String outputUri) {
        return FileSink.forRowFormat(
                        new Path(new OutputLayout(outputUri).rejected()), new RejectionEncoder())
                .withBucketAssigner(new DayAssigner())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(new OutputFileConfig("part", ".jsonl"))
                .build();
    }

    private static final class DayAssigner implements BucketAssigner<Rejection, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(Rejection rejection, Context context) {
            return OutputLayout.day(
                    LocalDate.ofInstant(rejection.detectedAt(), ZoneOffset.UTC).toString());
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
