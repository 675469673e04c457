package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3EventDeserializerTest {

    private static final String MANIFEST = "landing/ad_id=a-1/session=s-1/manifest.json";

    private S3EventDeserializer deserializer;

    @BeforeEach
    void open() {
        deserializer = new S3EventDeserializer("s3a://bucket/landing");
        deserializer.open(null);
    }

    @Test
    void readsAwsNotifications() {
        assertThat(objectsIn("{\"Records\": [" + aws("ObjectCreated:Put", MANIFEST) + "]}"))
                .extracting(LandedObject::uri, LandedObject::version)
                .containsExactly(tuple("s3://bucket/" + MANIFEST, "e-1"));
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

    @Test
    void aBadEventDoesNotHideItsNeighbours() {
        List<LandingEvent> events =
                eventsIn(
                        "{\"Records\": [{\"s3\": {}}," + aws("ObjectCreated:Put", MANIFEST) + "]}");

        assertThat(events).extracting(LandingEvent::isLanded).containsExactly(false, true);
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
        List<LandingEvent> events = eventsIn(content);

        assertThat(events).hasSize(1);
        Rejection rejection = events.get(0).rejection();
        assertThat(rejection.reason()).isEqualTo(RejectReason.MANIFEST_INVALID);
        assertThat(rejection.key()).isEqualTo("landed/3/42");
        assertThat(rejection.message()).contains("landed/3/42").contains("S3 event notifications");
    }

    @Test
    void aTombstoneIsRejected() {
        List<LandingEvent> events = new ArrayList<>();

        deserializer.deserialize(
                new ConsumerRecord<>("landed", 3, 42, null, null), new ListCollector<>(events));

        assertThat(events).extracting(LandingEvent::isLanded).containsExactly(false);
    }

    private List<LandedObject> objectsIn(String message) {
        List<LandingEvent> events = eventsIn(message);
        assertThat(events).allMatch(LandingEvent::isLanded);
        return events.stream().map(LandingEvent::object).toList();
    }

    private List<LandingEvent> eventsIn(String message) {
        List<LandingEvent> events = new ArrayList<>();
        byte[] value = message.getBytes(StandardCharsets.UTF_8);
        deserializer.deserialize(
                new ConsumerRecord<>("landed", 3, 42, null, value), new ListCollector<>(events));
        return events;
    }

    private static String aws(String eventName, String key) {
        return """
        {"eventVersion": "2.2", "eventSource": "aws:s3", "eventName": "%s",
         "s3": {"s3SchemaVersion": "1.0", "bucket": {"name": "bucket"},
                "object": {"key": "%s", "size": 5, "eTag": "e-1", "sequencer": "0"}}}
        """
                .formatted(eventName, key);
    }

    private static String eventBridge(String detailType, String key) {
        return """
        {"version": "0", "detail-type": "%s", "source": "aws.s3", "region": "eu-central-1",
         "detail": {"version": "0", "bucket": {"name": "bucket"},
                    "object": {"key": "%s", "size": 5, "etag": "e-2"}}}
        """
                .formatted(detailType, key);
    }
}
