package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.WithdrawalPath;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.types.Either;

/**
 * Learns of withdrawals from S3 event notifications, in the topic in which {@link S3EventSource}
 * hears of sessions.
 */
public final class WithdrawalEvents {

    private WithdrawalEvents() {}

    /**
     * Starts and ends as {@link S3EventSource#builder} does. What is no event is skipped in
     * silence: {@link S3EventSource} reads the same messages, and rejects it.
     *
     * @param bootstrapServers {@code host:port,…}
     * @param topic where the bucket's notifications go
     * @param groupId a consumer group of its own, whose offsets are not those of sessions
     * @param withdrawalsUri {@code s3://bucket/prefix}; what lies elsewhere is ignored
     */
    public static KafkaSourceBuilder<Either<Rejection, WithdrawalPath>> builder(
            String bootstrapServers, String topic, String groupId, String withdrawalsUri) {
        return S3EventSource.reading(
                deserializer(withdrawalsUri), bootstrapServers, topic, groupId);
    }

    static S3EventDeserializer<WithdrawalPath> deserializer(String withdrawalsUri) {
        String prefixUri = S3EventDeserializer.prefixOf(withdrawalsUri);
        return new S3EventDeserializer<>(
                prefixUri, new WithdrawalDiscovery(prefixUri), metrics -> new UncountedEvents());
    }
}
