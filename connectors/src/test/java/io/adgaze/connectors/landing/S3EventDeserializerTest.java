package io.adgaze.connectors.landing;

import static io.adgaze.connectors.landing.S3EventMessages.TOLD_AT;
import static io.adgaze.connectors.landing.S3EventMessages.aws;
import static io.adgaze.connectors.landing.S3EventMessages.eventBridge;
import static io.adgaze.connectors.landing.S3EventMessages.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

class S3EventDeserializerTest {

    private static final String MANIFEST = "landing/ad_id=a-1/session=s-1/manifest.json";

    private final MetricListener metrics = new MetricListener();
    private S3EventDeserializer<LandedObject> deserializer;

    @BeforeEach
    void open() {
        deserializer = S3EventSource.deserializer("s3a://bucket/landing");
        deserializer.open(S3EventMessages.context(metrics.getMetricGroup()));
    }

    @Test
    void readsAwsNotifications() {
        assertThat(objectsIn("{\"Records\": [" + aws("ObjectCreated:Put", MANIFEST) + "]}"))
                .extracting(LandedObject::uri, LandedObject::version)
                .containsExactly(tuple("s3://bucket/" + MANIFEST, "e-1"));
    }

    @Test
    void takesTheQuotesOffAnEtag() {
        String event = aws("s3:ObjectCreated:Put", MANIFEST).replace("\"e-1\"", "\"\\\"e-1\\\"\"");

        assertThat(objectsIn("{\"Records\": [" + event + "]}"))
                .extracting(LandedObject::version)
                .containsExactly("e-1");
    }

    @Test
    void readsMinioNotifications() {
        String key = MANIFEST.replace("/", "%2F").replace("=", "%3D");
        String event = aws("s3:ObjectCreated:CompleteMultipartUpload", key);

        assertThat(
                        objectsIn(
                                """
                                {"EventName": "s3:ObjectCreated:CompleteMultipartUpload",
                                 "Key": "bucket/%s", "Records": [%s]}
                                """
                                        .formatted(MANIFEST, event)))
                .extracting(LandedObject::uri)
                .containsExactly("s3://bucket/" + MANIFEST);
    }

    @Test
    void readsEventBridgeEventsWhoseKeysAreLiteral() {
        String key = "landing/ad_id=a-1/session=s-1/a+b%20c.webm";

        assertThat(objectsIn(eventBridge("Object Created", key)))
                .extracting(LandedObject::uri, LandedObject::version)
                .containsExactly(tuple("s3://bucket/" + key, "e-2"));
    }

    @Test
    void keysOfNotificationsAreFormEncoded() {
        String key = "landing/ad_id=a-1/session=s-1/a+b%2Bc%20%C3%A4.webm";

        assertThat(objectsIn("{\"Records\": [" + aws("ObjectCreated:Copy", key) + "]}"))
                .extracting(LandedObject::uri)
                .containsExactly("s3://bucket/landing/ad_id=a-1/session=s-1/a b+c ä.webm");
    }

    @Test
    void oneMessageMayHoldSeveralEvents() {
        String other = MANIFEST.replace("s-1", "s-2");

        assertThat(
                        objectsIn(
                                "{\"Records\": ["
                                        + aws("ObjectCreated:Put", MANIFEST)
                                        + ","
                                        + aws("ObjectRemoved:Delete", MANIFEST)
                                        + ","
                                        + aws("ObjectCreated:Post", other)
                                        + "]}"))
                .extracting(LandedObject::uri)
                .containsExactly("s3://bucket/" + MANIFEST, "s3://bucket/" + other);
    }

    /** As a producer joins them that writes JSON lines. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "", " ", "\r\n\t"})
    void oneMessageMayHoldSeveralNotifications(String between) {
        String first = "{\"Records\": [" + aws("ObjectCreated:Put", MANIFEST) + "]}";
        String second = eventBridge("Object Created", MANIFEST.replace("s-1", "s-2"));
        String third = first.replace("s-1", "s-3");

        assertThat(objectsIn(first + between + second + between + third))
                .extracting(object -> object.path().sessionId())
                .containsExactly("s-1", "s-2", "s-3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "]", "no json", "{\"Records\": [", "[]", "42", "null", "{}"})
    void whatFollowsANotificationIsSaid(String more) {
        String first = "{\"Records\": [" + aws("ObjectCreated:Put", MANIFEST) + "]}";

        List<Either<Rejection, LandedObject>> events = eventsIn(first + more);

        assertThat(events).filteredOn(Either::isRight).hasSize(1);
        assertThat(events)
                .filteredOn(Either::isLeft)
                .singleElement()
                .satisfies(e -> assertThat(e.left().message()).contains("landed/3/42"));
    }

    @Test
    void aKeyThatStandsTwiceIsSaid() {
        String event = "{\"Records\": [" + aws("ObjectCreated:Put", MANIFEST) + "]}";
        String twice = event.replace("\"size\": 5", "\"key\": \"elsewhere\"");

        assertThat(eventsIn(twice)).singleElement().matches(Either::isLeft);
    }

    /** Bytes that Jackson takes for another encoding's, and limits of its own. */
    @Test
    void whatJacksonItselfCannotReadIsRejected() {
        assertThat(eventsIn(new byte[] {0, 0, 0, '{', 0x7f, -1, -1, -1}))
                .singleElement()
                .matches(Either::isLeft);
        for (String hostile :
                new String[] {
                    "[".repeat(1001),
                    "{\"a\": " + "1".repeat(1001) + "}",
                    "{\"" + "x".repeat(50_001) + "\": 1}"
                }) {
            assertThat(eventsIn(hostile)).singleElement().matches(Either::isLeft);
        }
    }

    /** Ceph before Pacific. */
    @Test
    void readsEtagsInLowerCase() {
        String event = aws("ObjectCreated:Put", MANIFEST).replace("\"eTag\"", "\"etag\"");

        assertThat(objectsIn("{\"Records\": [" + event + "]}"))
                .extracting(LandedObject::version)
                .containsExactly("e-1");
    }

    @Test
    void anAbsurdTimeIsNoTime() {
        String created = aws("ObjectCreated:Put", MANIFEST);
        String event =
                created.replaceFirst(
                        "\\{", "{\"eventTime\": \"+1000000000-12-31T23:59:59.999999999Z\",");

        assertThat(objectsIn("{\"Records\": [" + event + "]}"))
                .extracting(LandedObject::detectedAtMs)
                .containsExactly(TOLD_AT);
    }

    @Test
    void aKeyThatWouldForgeALogIsWritten() {
        String key = "landing/%E2%80%AEa%0AINFO+Admitted/manifest.json";

        assertThat(eventsIn("{\"Records\": [" + aws("ObjectCreated:Put", key) + "]}"))
                .singleElement()
                .satisfies(
                        e ->
                                assertThat(e.left().message())
                                        .startsWith(
                                                "s3://bucket/landing/\\u202Ea\\u000AINFO Admitted/"));
    }

    @Test
    void aBadEventDoesNotHideItsNeighbours() {
        List<Either<Rejection, LandedObject>> events =
                eventsIn(
                        "{\"Records\": [{\"s3\": {}}," + aws("ObjectCreated:Put", MANIFEST) + "]}");

        assertThat(events).extracting(Either::isRight).containsExactly(false, true);
    }

    @Test
    void otherEventsAndOtherPlacesAreIgnored() {
        assertThat(eventsIn(eventBridge("Object Deleted", MANIFEST))).isEmpty();
        assertThat(eventsIn(eventBridge("Object Created", "exports/x.json"))).isEmpty();
        assertThat(eventsIn(eventBridge("Object Created", "landing/readme.txt"))).isEmpty();
        assertThat(
                        eventsIn(
                                eventBridge("Object Created", MANIFEST)
                                        .replace("\"bucket\"}", "\"other\"}")))
                .isEmpty();
        assertThat(eventsIn("{\"Records\": [" + aws("ObjectTagging:Put", MANIFEST) + "]}"))
                .isEmpty();
        assertThat(
                        eventsIn(
                                """
                                {"Service": "Amazon S3", "Event": "s3:TestEvent",
                                 "Time": "2026-11-22T10:00:00.000Z", "Bucket": "bucket"}
                                """))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{\"Records\": ",
                "[]",
                "null",
                "{}",
                "{\"Records\": [{}]}",
                "{\"source\": \"aws.s3\"}",
                "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\":"
                        + " {\"name\": \"bucket\"}, \"object\": {\"key\": \"%zz\", \"eTag\": \"e\"}}}]}"
            })
    void whatIsNoEventIsRejectedByItsPlace(String content) {
        List<Either<Rejection, LandedObject>> events = eventsIn(content);

        assertThat(events).hasSize(1);
        Rejection rejection = events.get(0).left();
        assertThat(rejection.reason()).isEqualTo(RejectReason.MANIFEST_INVALID);
        assertThat(rejection.key()).isEqualTo("landed/3/42");
        assertThat(rejection.message()).contains("landed/3/42").contains("S3 event notifications");
    }

    @Test
    void aTombstoneIsRejected() {
        List<Either<Rejection, LandedObject>> events = new ArrayList<>();

        deserializer.deserialize(
                new ConsumerRecord<>("landed", 3, 42, null, null), new ListCollector<>(events));

        assertThat(events).extracting(Either::isRight).containsExactly(false);
    }

    @Test
    void eventsAreCounted() {
        String created = aws("ObjectCreated:Put", MANIFEST);
        String deleted = aws("ObjectRemoved:Delete", MANIFEST);
        eventsIn("{\"Records\": [" + created + "," + deleted + ", {\"s3\": {}}]}");
        eventsIn(eventBridge("Object Deleted", MANIFEST));
        eventsIn("no json");

        assertThat(counted("s3_events_read")).isEqualTo(5);
        assertThat(counted("s3_events_ignored")).isEqualTo(2);
        assertThat(counted("s3_events_unparseable")).isEqualTo(2);
    }

    @Test
    void anObjectLandedWhenTheEventSays() {
        String created = aws("ObjectCreated:Put", MANIFEST);
        String timed = created.replaceFirst("\\{", "{\"eventTime\": \"2026-11-22T10:00:00.5Z\",");
        String garbled = created.replaceFirst("\\{", "{\"eventTime\": \"yesterday\",");
        String bridged =
                eventBridge("Object Created", MANIFEST)
                        .replaceFirst("\\{", "{\"time\": \"2026-11-22T10:00:02Z\",");

        assertThat(objectsIn("{\"Records\": [" + timed + "," + garbled + "," + created + "]}"))
                .extracting(LandedObject::detectedAtMs)
                .containsExactly(
                        Instant.parse("2026-11-22T10:00:00.5Z").toEpochMilli(), TOLD_AT, TOLD_AT);
        assertThat(objectsIn(bridged))
                .extracting(LandedObject::detectedAtMs)
                .containsExactly(Instant.parse("2026-11-22T10:00:02Z").toEpochMilli());
    }

    private long counted(String name) {
        return metrics.getCounter("adgaze", name).orElseThrow().getCount();
    }

    private List<LandedObject> objectsIn(String message) {
        List<Either<Rejection, LandedObject>> events = eventsIn(message);
        assertThat(events).allMatch(Either::isRight);
        return events.stream().map(Either::right).toList();
    }

    private List<Either<Rejection, LandedObject>> eventsIn(String message) {
        return eventsIn(message.getBytes(StandardCharsets.UTF_8));
    }

    private List<Either<Rejection, LandedObject>> eventsIn(byte[] value) {
        List<Either<Rejection, LandedObject>> events = new ArrayList<>();
        deserializer.deserialize(told(value), new ListCollector<>(events));
        return events;
    }
}
