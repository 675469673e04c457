package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.connectors.embedded.EmbeddedKafka;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions found by S3 event notifications in a real broker, read from a real S3 endpoint. */
class KafkaDiscoveryITCase {

    private static final String TOPIC = "landed";
    private static final String BUCKET = "s3://bucket/";

    @TempDir Path folder;

    @Test
    void eachSessionIsMeasuredOnceHoweverOftenItIsAnnounced() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder.resolve("s3"));
                EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("kafka"))) {
            s3.createBucket("bucket");
            kafka.createTopic(TOPIC, 2);
            Configuration conf = EmbeddedFlink.configuration();
            conf.addAll(Configuration.fromMap(s3.properties()));
            try (ObjectStore store = ObjectStores.of(s3.settings())) {
                put(store, "ads/a-demo.mp4", LandingFolder.sample("ads/a-demo.mp4"));
                String first = land(store, "s-1");
                String second = land(store, "s-2");
                kafka.send(
                        TOPIC, 0, created(first, "webcam.webm"), created(first, "manifest.json"));
                kafka.send(TOPIC, 1, created(second, "manifest.json"), "no notification");
                kafka.send(TOPIC, 0, created(first, "manifest.json"));
            }

            try (Tables tables = run(kafka, conf)) {
                assertThat(tables.query("SELECT session_id FROM sessions ORDER BY 1"))
                        .extracting(row -> row.get("session_id"))
                        .containsExactly("s-1", "s-2");
                assertThat(
                                tables.value(
                                        "SELECT count(*) = count(DISTINCT (session_id, ad_second))"
                                                + " FROM viewer_seconds"))
                        .isEqualTo(true);
                assertThat(tables.query("SELECT key, reason FROM rejected"))
                        .extracting(row -> row.get("key") + " " + row.get("reason"))
                        .containsExactly(TOPIC + "/1/1 manifest_invalid");
            }
        }
    }

    private Tables run(EmbeddedKafka kafka, Configuration conf) throws Exception {
        Path output = folder.resolve("output");
        StreamExecutionEnvironment env = EmbeddedFlink.environment(conf);
        EngagementJob.define(
                env,
                EngagementOptions.parse(
                                "--landing=" + BUCKET + "landing",
                                "--ads=" + BUCKET + "ads",
                                "--output=" + output,
                                "--discover=kafka",
                                "--kafka-bootstrap=" + kafka.bootstrapServers(),
                                "--kafka-topic=" + TOPIC,
                                "--frame-rate=3",
                                "--bounded")
                        .orElseThrow());
        env.execute(EngagementJob.NAME);
        return Tables.in(output);
    }

    /** Returns the session's key prefix. */
    private String land(ObjectStore store, String sessionId) throws IOException {
        String prefix = "landing/ad_id=a-demo/session=" + sessionId + "/";
        put(store, prefix + "webcam.webm", LandingFolder.sample("sessions/s-demo-1/webcam.webm"));
        String manifest = LandingFolder.sampleManifest(1, sessionId).toString();
        put(store, prefix + "manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        return prefix;
    }

    private void put(ObjectStore store, String key, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("upload"), content);
        store.write(BUCKET + key, file);
    }

    private static String created(String prefix, String file) {
        String key = (prefix + file).replace("=", "%3D");
        return """
        {"Records": [{"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "bucket"},
          "object": {"key": "%s", "eTag": "e"}}}]}
        """
                .formatted(key);
    }
}
