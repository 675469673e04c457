package io.adgaze.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.connectors.embedded.DuckDb;
import io.adgaze.connectors.landing.LandingListing;
import io.adgaze.connectors.landing.LandingOptions;
import io.adgaze.connectors.landing.ManifestLoader;
import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.connectors.tables.RejectedSink;
import io.adgaze.records.LandedObject;
import io.adgaze.records.MeanPeakEnd;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import io.adgaze.records.SessionSummary;
import io.adgaze.records.Versions;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Either;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From landed manifests to tables, all in S3, with a row for each session in place of measures. */
class LandingToTablesITCase {

    private static final String LANDING = "landing/ad_id=%s/session=%s/";

    private static final String OUTPUT = "s3://bucket/out";

    @TempDir static Path folder;
    private static EmbeddedS3 s3;
    private static Path objects;

    @BeforeAll
    static void landSessionsAndRun() throws Exception {
        objects = folder.resolve("s3");
        s3 = EmbeddedS3.start(objects);
        s3.createBucket("bucket");
        put("ads/a-1.mp4", "an ad");
        put("ads/a-2.mp4", "another ad");
        land("a-1", "s-1", manifest("a-1", "s-1"));
        land("a-1", "s-2", manifest("a-1", "s-2"));
        land("a-2", "s-3", manifest("a-2", "s-3"));
        land("a-2", "s-4", manifest("a-2", "s-4").replace("\"gaze\"", ""));
        land("a-9", "s-5", manifest("a-9", "s-5"));
        put(LANDING.formatted("a-1", "s-6") + "webcam.webm", "no manifest yet");
        put("landing/readme.txt", "not a session");
        for (String name : List.of("a:b", ":", "%2F", " ", "+", "ä", "x".repeat(200))) {
            put("landing/" + name + "/manifest.json", "no session");
            put(LANDING.formatted("a-1", "s-1") + name, "no recording that a manifest names");
        }

        Configuration conf = Configuration.fromMap(s3.properties());
        FileSystem.initialize(conf, null);
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, conf);
        defineJob(env);
        env.execute();
    }

    @AfterAll
    static void stop() throws IOException {
        FileSystem.initialize(new Configuration(), null);
        s3.close();
    }

    private static void defineJob(StreamExecutionEnvironment env) {
        SingleOutputStreamOperator<Either<Rejection, Session>> read =
                ManifestLoader.load(
                        env.fromSource(
                                        LandingListing.bounded("s3://bucket/landing"),
                                        WatermarkStrategy.noWatermarks(),
                                        "landing")
                                .filter(Either::isRight)
                                .map(Either::right)
                                .returns(LandedObject.class)
                                .filter(landed -> landed.path().isManifest()),
                        new LandingOptions("s3://bucket/ads", "s3://bucket/withdrawals", 1_000),
                        video -> 42_000);
        read.filter(Either::isRight)
                .map(session -> row(session.right()))
                .returns(SessionSummary.class)
                .sinkTo(ParquetTable.sink(OUTPUT, "sessions", SessionSummary.class));
        read.filter(Either::isLeft)
                .map(Either::left)
                .returns(Rejection.class)
                .sinkTo(RejectedSink.sink(OUTPUT));
    }

    @Test
    void acceptedSessionsAreRowsInTheirPartition() throws Exception {
        try (DuckDb duck = DuckDb.open()) {
            assertThat(
                            duck.query(
                                    """
                                    select session_id, ad_id, dt::varchar, epoch_ms(started_at)
                                    from read_parquet('%s', hive_partitioning = true)
                                    order by session_id
                                    """
                                            .formatted(
                                                    objects.resolve(
                                                            "bucket/out/sessions/v=2/*/*/part-*.parquet"))))
                    .containsExactly(
                            "s-1|a-1|2026-11-22|1795341600000",
                            "s-2|a-1|2026-11-22|1795341600000",
                            "s-3|a-2|2026-11-22|1795341600000");
        }
    }

    @Test
    void duckDbReadsTheTableThroughS3() throws Exception {
        Optional<DuckDb> overS3 = DuckDb.open(s3);
        assumeTrue(
                overS3.isPresent(),
                "DuckDB's httpfs extension is neither installed nor to be had: skipped");
        try (DuckDb duck = overS3.get()) {
            assertThat(
                            duck.query(
                                    """
                                    select ad_id, count(*)
                                    from 's3://bucket/out/sessions/v=2/*/*/*.parquet'
                                    group by ad_id order by ad_id
                                    """))
                    .containsExactly("a-1|2", "a-2|1");
        }
    }

    @Test
    void rejectedSessionsAreJsonLines() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : filesUnder("bucket/out/rejected")) {
            assertThat(file.getParent().getFileName().toString())
                    .matches("dt=\\d{4}-\\d{2}-\\d{2}");
            assertThat(file.getFileName().toString()).matches("part-.*\\.jsonl");
            for (String line : Files.readAllLines(file)) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }

        assertThat(lines)
                .extracting(
                        line ->
                                line.get("session_id").textValue()
                                        + " "
                                        + line.get("reason").textValue()
                                        + " "
                                        + line.get("key").textValue())
                .containsExactlyInAnyOrder(
                        "s-4 consent_missing s3://bucket/landing/ad_id=a-2/session=s-4/manifest.json",
                        "s-5 ad_missing s3://bucket/ads/a-9.mp4");
        assertThat(lines)
                .allSatisfy(
                        line -> {
                            assertThat(line.get("message").textValue()).isNotBlank();
                            assertThat(line.get("detected_at").textValue()).endsWith("Z");
                        });
    }

    @Test
    void onlyFinishedFilesAreVisible() throws Exception {
        assertThat(filesUnder("bucket/out/sessions"))
                .allSatisfy(
                        file ->
                                assertThat(file.getFileName().toString())
                                        .matches("part-.*\\.parquet"));
    }

    private static SessionSummary row(Session session) {
        return new SessionSummary(
                session.dt(),
                session.sessionId(),
                session.viewerKey(),
                session.adId(),
                session.startedAt(),
                session.deviceClass(),
                session.consent().id(),
                session.adDurationMs(),
                0,
                false,
                null,
                0,
                null,
                6,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new MeanPeakEnd(0, 0, 0),
                null,
                null,
                null,
                null,
                null,
                null,
                Versions.METRIC,
                Versions.MODEL,
                null,
                null);
    }

    private static List<Path> filesUnder(String prefix) throws IOException {
        try (Stream<Path> files = Files.walk(objects.resolve(prefix))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static void land(String adId, String sessionId, String manifest) throws IOException {
        put(LANDING.formatted(adId, sessionId) + "webcam.webm", "a recording");
        put(LANDING.formatted(adId, sessionId) + "manifest.json", manifest);
    }

    private static void put(String key, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("upload"), content);
        try (ObjectStore store = ObjectStores.of(s3.settings())) {
            store.write("s3://bucket/" + key, file);
        }
    }

    private static String manifest(String adId, String sessionId) {
        return """
        {"version": 1, "session_id": "%s", "ad_id": "%s", "viewer_key": "v-1",
         "started_at": "2026-11-22T10:00:00Z", "recordings": ["webcam.webm"],
         "consent": {"id": "c-1", "purposes": ["gaze"]},
         "player_events": [{"recording_ms": 0, "ad_ms": 0, "event": "play"}]}
        """
                .formatted(sessionId, adId);
    }
}
