package io.adgaze.connectors.landing;

import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Messages of the topic, as stores write them, and what a deserializer of them is opened with. */
final class S3EventMessages {

    /** When a message was written. */
    static final long TOLD_AT = 1_000_000;

    private S3EventMessages() {}

    static DeserializationSchema.InitializationContext context(MetricGroup group) {
        return new Context(group);
    }

    static ConsumerRecord<byte[], byte[]> told(byte[] value) {
        return new ConsumerRecord<>(
                "landed",
                3,
                42,
                TOLD_AT,
                TimestampType.CREATE_TIME,
                0,
                value.length,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    static String aws(String eventName, String key) {
        return """
        {"eventVersion": "2.2", "eventSource": "aws:s3", "eventName": "%s",
         "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": "bucket"},
                "object": {"key": "%s", "size": 5, "eTag": "e-1", "sequencer": "0"}}}
        """
                .formatted(eventName, key);
    }

    static String eventBridge(String detailType, String key) {
        return """
        {"version": "0", "detail-type": "%s", "source": "aws.s3", "region": "eu-central-1",
         "detail": {"version": "0", "bucket": {"name": "bucket"},
                    "object": {"key": "%s", "size": 5, "etag": "e-2"}}}
        """
                .formatted(detailType, key);
    }

    private record Context(MetricGroup group)
            implements DeserializationSchema.InitializationContext {

        @Override
        public MetricGroup getMetricGroup() {
            return group;
        }

        @Override
        public UserCodeClassLoader getUserCodeClassLoader() {
            throw new UnsupportedOperationException("not asked for");
        }
    }
}
