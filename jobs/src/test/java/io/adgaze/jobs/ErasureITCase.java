package io.adgaze.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a viewer has withdrawn is erased beside the running job. */
class ErasureITCase {

    private static final String VIEWER = "viewer-4711";
    private static final long CLIP_MS = 1500;
    private static final Instant CONSENTED = Instant.parse("2026-11-22T09:59:40Z");
    private static final Instant WITHDREW = Instant.parse("2026-11-23T10:00:00Z");
    private static final List<String> TABLES = List.of("viewer_seconds", "sessions", "frames");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path root;

    @Test
    void nothingIsLeftOfTheViewerAndAllOfTheOthers() throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        folder.landClip(1, "s-1", CLIP_MS, VIEWER, CONSENTED);
        folder.landClip(2, "s-anew", CLIP_MS, VIEWER, WITHDREW.plusSeconds(1));
        folder.landClip(1, "s-2", CLIP_MS, "v-2", CONSENTED);
        Files.write(sessionFolder("s-broken"), "{".getBytes(UTF_8));
        Files.write(
                sessionFolder("s-refused"),
                "{\"viewer_key\": \"%s\"}".formatted(VIEWER).getBytes(UTF_8));
        String before;
        Map<String, List<Map<String, Object>>> others;
        try (WatchedJob job = WatchedJob.start(run(), output())) {
            job.await("all are measured", () -> count("sessions", "true") == 3);
            job.await("what is none is rejected", () -> count("rejected", "true") == 2);
            others = rows("session_id IN ('s-2', 's-anew')");
            before = job.stop(root.resolve("savepoints"));
        }
        try (WatchedJob job = WatchedJob.resume(run(), output(), before)) {
            Instant withdrawnAt = Instant.now();
            folder.withdraw("w-1", VIEWER, WITHDREW);
            job.await("the ad is reported without", () -> reportedAt().isAfter(withdrawnAt));

            erase();
        }

        assertThat(rows("true")).isEqualTo(others);
        assertThat(count("rejected", "session_id = 's-broken'")).isEqualTo(1);
        assertThat(count("rejected", "session_id = 's-refused'")).isZero();
        assertThat(objects(root.resolve("landing"), "s-1")).isEmpty();
        assertThat(receipt("w-1").path("rows_deleted").path("sessions").asInt()).isEqualTo(1);
        assertThat(receipt("w-1").path("objects_deleted").asInt()).isEqualTo(3);
        assertThat(receipt("w-1").path("exports_rewritten").asInt()).isEqualTo(1);
        assertThat(receipt("w-1").toString()).doesNotContain(VIEWER).doesNotContain("s-1");

        aSavepointFromBeforeCanBeRestored(before, others);
    }

    /**
     * Its files were rewritten since, under their keys: the sinks find them, and rows stay away.
     */
    private void aSavepointFromBeforeCanBeRestored(
            String before, Map<String, List<Map<String, Object>>> others) throws Exception {
        try (WatchedJob job = WatchedJob.resume(run(), output(), before)) {
            job.awaitCheckpoint();
            job.requireRunning();
            erase();
        }
        assertThat(rows("true")).isEqualTo(others);
    }

    private EngagementRun run() throws Exception {
        return new EngagementRun(LandingFolder.withDemoAd(root))
                .unbounded()
                .parallelism(2)
                .with("--emit-frames")
                .with("--poll-interval=200 ms")
                .with("--report-every=1 s")
                .with("--settle-after=2 s");
    }

    private Path output() {
        return root.resolve("output");
    }

    private Path sessionFolder(String sessionId) throws IOException {
        Path folder = root.resolve("landing/ad_id=ad-demo/session=" + sessionId);
        Files.createDirectories(folder);
        return folder.resolve("manifest.json");
    }

    private void erase() throws Exception {
        Configuration conf = EmbeddedFlink.configuration();
        conf.set(CoreOptions.DEFAULT_PARALLELISM, 2);
        StreamExecutionEnvironment env = EmbeddedFlink.environment(conf);
        ErasureJob.define(
                env,
                ErasureOptions.parse(
                                "--landing=" + root.resolve("landing"),
                                "--output=" + output(),
                                "--settle-after=1 s")
                        .orElseThrow());
        env.execute(ErasureJob.NAME);
    }

    private JsonNode receipt(String id) throws IOException {
        try (Stream<Path> files = Files.walk(output().resolve("erasures"))) {
            Path receipt =
                    files.filter(file -> file.endsWith(id + ".json")).findFirst().orElseThrow();
            return JSON.readTree(receipt.toFile());
        }
    }

    private static List<Path> objects(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getParent().endsWith("session=" + name))
                    .toList();
        }
    }

    private Map<String, List<Map<String, Object>>> rows(String where) throws SQLException {
        Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
        try (Tables tables = Tables.in(output())) {
            for (String table : TABLES) {
                rows.put(
                        table, tables.query("FROM " + table + " WHERE " + where + " ORDER BY ALL"));
            }
        }
        return rows;
    }

    private int count(String table, String where) throws SQLException {
        try (Tables tables = Tables.in(output())) {
            return tables.query("FROM " + table + " WHERE " + where).size();
        }
    }

    private Instant reportedAt() throws IOException {
        try (Stream<Path> files = Files.walk(output().resolve("ads"))) {
            Path ad =
                    files.filter(file -> file.toString().endsWith(".parquet"))
                            .findFirst()
                            .orElseThrow();
            return Files.getLastModifiedTime(ad).toInstant();
        }
    }
}
