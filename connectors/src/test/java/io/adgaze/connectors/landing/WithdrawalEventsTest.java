package io.adgaze.connectors.landing;

import static io.adgaze.connectors.landing.S3EventMessages.aws;
import static io.adgaze.connectors.landing.S3EventMessages.eventBridge;
import static io.adgaze.connectors.landing.S3EventMessages.told;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.withdrawal.WithdrawalPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.types.Either;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same messages as for sessions, read for withdrawals. */
class WithdrawalEventsTest {

    private static final String WITHDRAWAL = "withdrawals/viewer_key=v-1/w-1.json";
    private static final String MANIFEST = "landing/ad_id=a-1/session=s-1/manifest.json";

    private final MetricListener metrics = new MetricListener();
    private S3EventDeserializer<WithdrawalPath> deserializer;

    @BeforeEach
    void open() {
        deserializer = WithdrawalEvents.deserializer("s3a://bucket/withdrawals");
        deserializer.open(S3EventMessages.context(metrics.getMetricGroup()));
    }

    @Test
    void readsAwsNotifications() {
        assertFound(notification(aws("ObjectCreated:Put", WITHDRAWAL)));
    }

    @Test
    void readsMinioNotificationsWhoseKeysAreFormEncoded() {
        String key = WITHDRAWAL.replace("/", "%2F").replace("=", "%3D");
        String event = aws("s3:ObjectCreated:Put", key);

        assertFound(
                """
                {"EventName": "s3:ObjectCreated:Put", "Key": "bucket/%s", "Records": [%s]}
                """
                        .formatted(key, event));
    }

    @Test
    void readsEventBridgeEventsWhoseKeysAreLiteral() {
        assertFound(eventBridge("Object Created", WITHDRAWAL));
    }

    @Test
    void findsThemAmongSessions() {
        String other = WITHDRAWAL.replace("w-1", "w-2");
        String events =
                String.join(
                        ",",
                        aws("ObjectCreated:Put", MANIFEST),
                        aws("ObjectCreated:Put", WITHDRAWAL),
                        "{\"s3\": {}}",
                        aws("ObjectRemoved:Delete", other),
                        aws("ObjectCreated:Put", other));

        assertThat(eventsIn(notification(events)))
                .extracting(found -> found.right().withdrawalId())
                .containsExactly("w-1", "w-2");
    }

    @Test
    void whatMayBeMeantAsAWithdrawalIsRejectedWithoutItsViewer() {
        String stray = notification(aws("ObjectCreated:Put", "withdrawals/v-secret/w-1.json"));

        Rejection rejection = eventsIn(stray).get(0).left();

        assertThat(rejection.reason()).isEqualTo(RejectReason.WITHDRAWAL_INVALID);
        assertThat(rejection.key()).isEqualTo("s3://bucket/withdrawals/*/w-1.json");
        assertThat(rejection.toString()).doesNotContain("v-secret");
    }

    /** Which the reader of sessions rejects already. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "no json", "{\"Records\": ", "[]", "null", "{}", "{\"Records\": [{}]}"})
    void whatIsNoEventIsPassedOver(String content) {
        assertThat(eventsIn(content)).isEmpty();
    }

    @Test
    void aTombstoneIsPassedOver() {
        List<Either<Rejection, WithdrawalPath>> events = new ArrayList<>();

        deserializer.deserialize(
                new ConsumerRecord<>("landed", 3, 42, null, null), new ListCollector<>(events));

        assertThat(events).isEmpty();
    }

    @Test
    void noEventIsCountedTwice() {
        eventsIn(notification(aws("ObjectCreated:Put", WITHDRAWAL)));
        eventsIn("no json");

        for (String name :
                List.of("s3_events_read", "s3_events_ignored", "s3_events_unparseable")) {
            assertThat(metrics.getCounter("adgaze", name)).as(name).isEmpty();
        }
    }

    private void assertFound(String message) {
        assertThat(eventsIn(message))
                .containsExactly(
                        Either.Right(
                                new WithdrawalPath("v-1", "w-1", "s3://bucket/" + WITHDRAWAL)));
    }

    private static String notification(String events) {
        return "{\"Records\": [" + events + "]}";
    }

    private List<Either<Rejection, WithdrawalPath>> eventsIn(String message) {
        List<Either<Rejection, WithdrawalPath>> events = new ArrayList<>();
        deserializer.deserialize(told(message.getBytes(UTF_8)), new ListCollector<>(events));
        return events;
    }
}
