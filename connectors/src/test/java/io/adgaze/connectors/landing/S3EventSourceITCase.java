package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.connectors.embedded.EmbeddedKafka;
import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** S3 events through a real broker. */
class S3EventSourceITCase {

    private static final String TOPIC = "landed";

    private static final String CREATED_WITHDRAWAL =
            """
            {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "bucket"},
              "object": {"key": "withdrawals/viewer_key%3Dv-1/w-1.json", "eTag": "e"}}}]}
            """;

    @RegisterExtension static final MiniClusterExtension FLINK = new MiniClusterExtension();

    @TempDir static Path folder;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"));
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void aMessageThatIsNoEventDoesNotHoldUpItsPartition() throws Exception {
        kafka.createTopic(TOPIC, 2);
        kafka.send(TOPIC, 0, created("s-1"), "no event", created("s-2"));
        kafka.send(TOPIC, 1, created("s-3"));

        List<Either<Rejection, LandedObject>> events = readToTheEnd();

        assertThat(events)
                .filteredOn(Either::isRight)
                .extracting(event -> event.right().uri())
                .containsExactlyInAnyOrder(
                        "s3://bucket/landing/ad_id=a-1/session=s-1/manifest.json",
                        "s3://bucket/landing/ad_id=a-1/session=s-2/manifest.json",
                        "s3://bucket/landing/ad_id=a-1/session=s-3/manifest.json");
        assertThat(events)
                .filteredOn(Either::isLeft)
                .extracting(event -> event.left().key(), event -> event.left().reason())
                .containsExactly(tuple(TOPIC + "/0/1", RejectReason.MANIFEST_INVALID));
    }

    @Test
    void aSecondReaderHearsOfWithdrawalsAlone() throws Exception {
        kafka.createTopic("both", 1);
        kafka.send("both", 0, created("s-1"), "no event", CREATED_WITHDRAWAL);

        assertThat(
                        toTheEnd(
                                WithdrawalEvents.builder(
                                        kafka.bootstrapServers(),
                                        "both",
                                        "adgaze-withdrawals",
                                        "s3://bucket/withdrawals")))
                .extracting(event -> event.right().uri())
                .containsExactly("s3://bucket/withdrawals/viewer_key=v-1/w-1.json");
    }

    private static List<Either<Rejection, LandedObject>> readToTheEnd() throws Exception {
        return toTheEnd(
                S3EventSource.builder(
                        kafka.bootstrapServers(), TOPIC, "adgaze", "s3://bucket/landing"));
    }

    private static <T> List<T> toTheEnd(KafkaSourceBuilder<T> events) throws Exception {
        KafkaSource<T> source = events.setBounded(OffsetsInitializer.latest()).build();
        return StreamExecutionEnvironment.getExecutionEnvironment()
                .fromSource(source, WatermarkStrategy.noWatermarks(), "S3 events")
                .executeAndCollect(10);
    }

    private static String created(String sessionId) {
        return """
        {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "bucket"},
          "object": {"key": "landing/ad_id%%3Da-1/session%%3D%s/manifest.json", "eTag": "e"}}}]}
        """
                .formatted(sessionId);
    }
}
