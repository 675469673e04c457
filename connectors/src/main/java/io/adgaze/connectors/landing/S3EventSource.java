package io.adgaze.connectors.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.Rejection;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/** Learns of landed objects from S3 event notifications in a Kafka topic. */
public final class S3EventSource {

    private S3EventSource() {}

    /**
     * Starts at the group's committed offsets, or at the topic's beginning; unbounded, unless the
     * caller bounds it. Positions are kept in checkpoints; the committed offsets serve a job that
     * starts without one.
     *
     * @param bootstrapServers {@code host:port,…}
     * @param topic where the bucket's notifications go
     * @param groupId the consumer group
     * @param landingUri {@code s3://bucket/prefix}; what lies elsewhere is ignored
     */
    public static KafkaSourceBuilder<Either<Rejection, LandedObject>> builder(
            String bootstrapServers, String topic, String groupId, String landingUri) {
        return reading(deserializer(landingUri), bootstrapServers, topic, groupId);
    }

    static S3EventDeserializer<LandedObject> deserializer(String landingUri) {
        return new S3EventDeserializer<>(
                S3EventDeserializer.prefixOf(landingUri),
                new SessionDiscovery(),
                CountedEvents::register);
    }

    @SuppressWarnings("deprecation") // Flink's own signature names Kafka's deprecated enum.
    static <T> KafkaSourceBuilder<Either<Rejection, T>> reading(
            S3EventDeserializer<T> events, String bootstrapServers, String topic, String groupId) {
        return KafkaSource.<Either<Rejection, T>>builder()
                .setBootstrapServers(bootstrapServers)
                .setTopics(topic)
                .setGroupId(groupId)
                .setStartingOffsets(
                        OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                .setDeserializer(events);
    }
}
