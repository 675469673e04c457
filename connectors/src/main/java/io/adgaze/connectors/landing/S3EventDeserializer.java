package io.adgaze.connectors.landing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.records.Rejection;
import io.adgaze.records.json.Json;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.types.Either;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads S3 event notifications in three shapes: AWS's own ({@code Records}), MinIO's (the same
 * beside {@code EventName} and {@code Key}) and EventBridge's ({@code detail}). Versity's S3
 * Gateway sends AWS's.
 *
 * <p>A message may hold several of them, one after the other. Only creations under a prefix are let
 * through; deletions and other events, and {@code s3:TestEvent}, are ignored. What is none of these
 * is for {@link S3EventTally} to tell, and the partition goes on.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">event
 *     message structure</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge
 *     event message structure</a>
 * @param <T> what objects are taken for
 */
final class S3EventDeserializer<T>
        implements KafkaRecordDeserializationSchema<Either<Rejection, T>> {

    private static final long serialVersionUID = 1L;

    private static final byte[] NOTHING = {};

    private final String prefixUri;
    private final Discovery<T> discovery;
    private final SerializableFunction<MetricGroup, S3EventTally> tallies;
    private transient ObjectMapper json;
    private transient S3EventTally tally;

    /**
     * @param prefixUri of {@link #prefixOf}
     */
    S3EventDeserializer(
            String prefixUri,
            Discovery<T> discovery,
            SerializableFunction<MetricGroup, S3EventTally> tallies) {
        this.prefixUri = prefixUri;
        this.discovery = discovery;
        this.tallies = tallies;
    }

    /** How the objects' URIs begin that lie below {@code s3Uri}: events know of no other scheme. */
    static String prefixOf(String s3Uri) {
        String uri = s3Uri.replaceFirst("^s3a://", "s3://");
        return uri.endsWith("/") ? uri : uri + "/";
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        json = Json.mapper().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        tally = tallies.apply(context.getMetricGroup());
    }

    @Override
    public void deserialize(
            ConsumerRecord<byte[], byte[]> message, Collector<Either<Rejection, T>> out) {
        for (JsonNode document : documentsIn(message, out)) {
            JsonNode records = document.path("Records");
            for (JsonNode event : records.isArray() ? records : List.of(document)) {
                tally.count();
                read(event, message).ifPresent(out::collect);
            }
        }
    }

    /** Several notifications may have been joined in one message; what follows them is said. */
    private List<JsonNode> documentsIn(
            ConsumerRecord<byte[], byte[]> message, Collector<Either<Rejection, T>> out) {
        List<JsonNode> documents = new ArrayList<>();
        try (JsonParser parser =
                json.createParser(message.value() == null ? NOTHING : message.value())) {
            while (parser.nextToken() != null) {
                documents.add(json.readTree(parser));
            }
            if (documents.isEmpty()) {
                tally.count();
                unreadable(message, "it is empty").ifPresent(out::collect);
            }
        } catch (IOException e) {
            // Of bytes in memory: what cannot be read is the message's fault, whatever the type.
            tally.count();
            unreadable(message, "it is not JSON").ifPresent(out::collect);
        }
        return documents;
    }

    private Optional<Either<Rejection, T>> read(
            JsonNode event, ConsumerRecord<byte[], byte[]> message) {
        try {
            Optional<Either<Rejection, T>> landed = landedIn(event, message.timestamp());
            if (landed.isEmpty()) {
                tally.ignore();
            }
            return landed;
        } catch (IllegalArgumentException e) {
            return unreadable(message, requireNonNull(e.getMessage()));
        } catch (RuntimeException e) {
            return unreadable(message, "reading it failed (" + e.getClass().getSimpleName() + ")");
        }
    }

    private Optional<Either<Rejection, T>> unreadable(ConsumerRecord<?, ?> message, String why) {
        return tally.reject(message, why).map(Either::Left);
    }

    @Override
    public TypeInformation<Either<Rejection, T>> getProducedType() {
        return discovery.type();
    }

    /** Empty for an event that says nothing of the prefix. */
    private Optional<Either<Rejection, T>> landedIn(JsonNode event, long toldAtMs) {
        if (event.has("s3")) {
            return landedByNotification(event, toldAtMs);
        }
        if ("aws.s3".equals(event.path("source").textValue())) {
            return landedByEventBridge(event, toldAtMs);
        }
        if ("s3:TestEvent".equals(event.path("Event").textValue())) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("it is no S3 event notification");
    }

    /** AWS and MinIO: the key is form-encoded; MinIO writes {@code s3:} before the event's name. */
    private Optional<Either<Rejection, T>> landedByNotification(JsonNode event, long toldAtMs) {
        if (!text(event, "/eventName").replaceFirst("^s3:", "").startsWith("ObjectCreated:")) {
            return Optional.empty();
        }
        String key = URLDecoder.decode(text(event, "/s3/object/key"), StandardCharsets.UTF_8);
        // Versity's gateway quotes it, as HTTP does.
        String etag = text(event, etagPointer(event)).replace("\"", "");
        long landedAtMs = timeOf(event.path("eventTime"), toldAtMs);
        return landed(text(event, "/s3/bucket/name"), key, etag, landedAtMs);
    }

    /** Ceph before Pacific writes it in lower case. */
    private static String etagPointer(JsonNode event) {
        return event.at("/s3/object/etag").isTextual() ? "/s3/object/etag" : "/s3/object/eTag";
    }

    /** EventBridge: the key is literal. */
    private Optional<Either<Rejection, T>> landedByEventBridge(JsonNode event, long toldAtMs) {
        if (!text(event, "/detail-type").equals("Object Created")) {
            return Optional.empty();
        }
        String key = text(event, "/detail/object/key");
        String etag = text(event, "/detail/object/etag");
        long landedAtMs = timeOf(event.path("time"), toldAtMs);
        return landed(text(event, "/detail/bucket/name"), key, etag, landedAtMs);
    }

    private Optional<Either<Rejection, T>> landed(
            String bucket, String key, String etag, long atMs) {
        String uri = "s3://" + bucket + "/" + key;
        return uri.startsWith(prefixUri) ? discovery.object(uri, etag, atMs) : Optional.empty();
    }

    /** The event's own time; the message's where it has none. */
    private static long timeOf(JsonNode time, long toldAtMs) {
        try {
            return Instant.parse(time.asText()).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            return toldAtMs; // The second of a year beyond what milliseconds can count.
        }
    }

    private static String text(JsonNode event, String pointer) {
        JsonNode value = event.at(pointer);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("the event has no text at " + pointer);
        }
        return value.textValue();
    }
}
