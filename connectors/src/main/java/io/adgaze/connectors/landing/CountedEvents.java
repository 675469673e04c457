package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts events, and rejects what is none.
 *
 * @param events all of them
 * @param ignored those that say nothing of what is looked for
 * @param unparseable those that are none
 */
record CountedEvents(Counter events, Counter ignored, Counter unparseable) implements S3EventTally {

    static CountedEvents register(MetricGroup group) {
        ConnectorMetrics metrics = new ConnectorMetrics(group);
        return new CountedEvents(
                metrics.counter("s3_events_read"),
                metrics.counter("s3_events_ignored"),
                metrics.counter("s3_events_unparseable"));
    }

    @Override
    public void count() {
        events.inc();
    }

    @Override
    public void ignore() {
        ignored.inc();
    }

    @Override
    public Optional<Rejection> reject(ConsumerRecord<?, ?> message, String why) {
        unparseable.inc();
        String place = message.topic() + "/" + message.partition() + "/" + message.offset();
        String text =
                "The message at %s (topic/partition/offset), or a part of it, was skipped: %s. Send only S3 event notifications (AWS, MinIO or EventBridge) to this topic."
                        .formatted(place, why);
        return Optional.of(
                new Rejection(place, null, RejectReason.MANIFEST_INVALID, text, Instant.now()));
    }
}
