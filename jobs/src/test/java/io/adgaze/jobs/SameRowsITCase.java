package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same input gives the same rows, to the last digit, however it is run. */
class SameRowsITCase {

    private static final List<String> TABLES =
            List.of("viewer_seconds", "sessions", "fixations", "frames", "ad_seconds");

    /** Often, so that one comes in mid-recording on the fastest machine. */
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofMillis(100);

    /** Frames after which the long recording's viewer still looks at the calibration points. */
    private static final int WHILE_CALIBRATING = 100;

    /** Frames after which her ad plays: from frame 294 on, behind 60 of the short recording. */
    private static final int WHILE_THE_AD_PLAYS = 350;

    private static LandingFolder folder;
    private static Tables expected;
    private static long framesOfLongRecording;
    private static long framesN;

    @TempDir private static Path root;
    @TempDir private Path output;

    /** A session that is calibrated and verified, and a short one that is neither. */
    @BeforeAll
    static void runOnce() throws Exception {
        folder = LandingFolder.withDemoAd(root);
        folder.landSample(1, "long", SameRowsITCase::verify);
        folder.landClip(2, "short", 2000);
        expected = run().parallelism(1).into(root.resolve("expected"));
        framesN = (long) expected.value("SELECT count(*) FROM frames");
        framesOfLongRecording =
                (long) expected.value("SELECT count(*) FROM frames WHERE session_id = 'long'");
    }

    /** On the last of her points, and on where she looks after the ad: frames wait for neither. */
    private static void verify(ObjectNode manifest) {
        ArrayNode points = manifest.withArray("calibration");
        ((ObjectNode) points.get(points.size() - 1)).put("verify", true);
        points.addObject()
                .put("recording_ms", 21_850)
                .put("x_px", 960)
                .put("y_px", 393)
                .put("verify", true);
    }

    @AfterAll
    static void close() throws Exception {
        expected.close();
    }

    private static EngagementRun run() throws Exception {
        return new EngagementRun(folder)
                .with("--emit-frames")
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void atAnyParallelism(int parallelism) throws Exception {
        try (Tables actual = run().parallelism(parallelism).into(output)) {
            assertSameRows(actual);
        }
    }

    @Test
    void afterAFailureWhileTheAdPlays() throws Exception {
        try (WatchedJob job = WatchedJob.start(run().parallelism(1), output)) {
            failAfter(WHILE_THE_AD_PLAYS, job);

            assertThat(framesN - job.framesAnalysed())
                    .as("frames that were not analysed again")
                    .isBetween((long) WHILE_THE_AD_PLAYS, framesOfLongRecording - 1);
        }
        assertSameRows();
    }

    /** Its frames are in memory only until the calibration is over, so it is read again. */
    @Test
    void afterAFailureWhileTheViewerCalibrates() throws Exception {
        try (WatchedJob job = WatchedJob.start(run().parallelism(1), output)) {
            failAfter(WHILE_CALIBRATING, job);

            assertThat(framesN - job.framesAnalysed())
                    .as("frames that were not analysed again: at most those of the short session")
                    .isIn(0L, framesN - framesOfLongRecording);
        }
        assertSameRows();
    }

    /** Takes the TaskManager away once so many frames are analysed, and waits for the end. */
    private static void failAfter(int frames, WatchedJob job) throws Exception {
        await().atMost(WatchedJob.PATIENCE).until(() -> job.framesAnalysed() >= frames);
        long checkpoint = job.awaitCheckpoint();
        job.loseTaskManager();
        job.awaitEnd();

        var restored = job.checkpoints().getLatestRestoredCheckpoint();
        assertThat(restored).isNotNull();
        assertThat(restored.getCheckpointId()).isGreaterThanOrEqualTo(checkpoint);
    }

    @ParameterizedTest
    @ValueSource(ints = {WHILE_CALIBRATING, WHILE_THE_AD_PLAYS})
    void afterAStopAndResumeAtAnotherParallelism(int frames, @TempDir Path savepoints)
            throws Exception {
        String savepoint;
        try (WatchedJob job = WatchedJob.start(streaming(1), output)) {
            await().atMost(WatchedJob.PATIENCE).until(() -> job.framesAnalysed() >= frames);
            savepoint = job.stop(savepoints);
        }
        try (WatchedJob job = WatchedJob.resume(streaming(2), output, savepoint)) {
            await().atMost(WatchedJob.PATIENCE)
                    .pollInterval(Tables.POLL_INTERVAL)
                    .ignoreException(SQLException.class)
                    .until(this::allIsWritten);
        }
        assertSameRows();
    }

    private void assertSameRows() throws SQLException {
        try (Tables actual = Tables.in(output)) {
            assertSameRows(actual);
        }
    }

    private static EngagementRun streaming(int parallelism) throws Exception {
        return run().unbounded()
                .with("--poll-interval=500 ms")
                .with("--settle-after=1 s")
                .parallelism(parallelism);
    }

    private boolean allIsWritten() throws SQLException {
        try (Tables tables = Tables.in(output)) {
            return tables.query("FROM sessions").size() == 2
                    && tables.value("SELECT max(viewers_n) FROM ad_seconds").equals(2);
        }
    }

    private static void assertSameRows(Tables actual) throws SQLException {
        for (String table : TABLES) {
            String sorted = "FROM " + table + " ORDER BY ALL";
            List<Map<String, Object>> rows = expected.query(sorted);
            assertThat(rows).as(table).isNotEmpty();
            assertThat(actual.query(sorted)).as(table).isEqualTo(rows);
        }
    }
}
