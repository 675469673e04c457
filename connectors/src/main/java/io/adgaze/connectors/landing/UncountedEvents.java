package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * For a second reader of the landing's topic: the first has counted each event, and rejected what
 * is none, which would otherwise stand in the metrics and in {@code rejected} twice.
 */
final class UncountedEvents implements S3EventTally {

    @Override
    public void count() {}

    @Override
    public void ignore() {}

    @Override
    public Optional<Rejection> reject(ConsumerRecord<?, ?> message, String why) {
        return Optional.empty();
    }
}
