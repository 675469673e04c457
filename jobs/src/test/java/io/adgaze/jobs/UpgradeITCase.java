package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Takes over from an earlier release: its savepoint, kept in the repository, is restored by the
 * present code, which finishes what had been begun.
 */
class UpgradeITCase {

    /** Measured after the savepoint, in part or wholly. */
    private static final String MEASURED_AFTER =
            " WHERE session_id <> '" + InterruptedRun.DONE + "'";

    /**
     * What no weight, crop or threshold of the present models changes: who, when, how much, and
     * blinks. An ad counts sessions that the release had measured.
     */
    private static final String BY_NO_MODEL =
            "SELECT COLUMNS(c -> NOT regexp_matches(c, '^(p_|share_|gaze_|on_ad|fixation|attent"
                    + "|engagement|expressiv|valence|dominant|lookaways|calibration|peak_second"
                    + "|age_|gender_|yaw_|pitch_|roll_|face_|eye_)')) ";

    private static final String OTHER_AD = "a-other";

    private static final int SESSIONS_AFTER = 4;

    /** With the one from before the savepoint. */
    private static final int VIEWERS = SESSIONS_AFTER + 1;

    private static Tables expected;

    @TempDir private static Path root;
    @TempDir private Path folder;

    private LandingBucket bucket;

    @BeforeAll
    static void runWithoutInterruption() throws Exception {
        try (LandingBucket bucket = LandingBucket.start(root)) {
            landWhatHadLanded(bucket);
            InterruptedRun.landManifestOfLate(bucket);
            try (WatchedJob job =
                    WatchedJob.start(InterruptedRun.whole(bucket), LandingBucket.OUTPUT)) {
                job.awaitEnd();
            }
            expected = Tables.in(bucket.output());
        }
    }

    /** What had landed by the savepoint. */
    private static void landWhatHadLanded(LandingBucket bucket) throws Exception {
        bucket.landAd(LandingFolder.AD_ID);
        InterruptedRun.landDone(bucket);
        InterruptedRun.landRefused(bucket);
        InterruptedRun.landPlaying(bucket);
        InterruptedRun.landCalibrating(bucket);
        InterruptedRun.landWaiting(bucket);
        InterruptedRun.landRecordingOfLate(bucket);
    }

    @AfterAll
    static void close() throws Exception {
        expected.close();
    }

    /** Another store, to which the sessions of before the savepoint were never written. */
    @BeforeEach
    void startBucket() throws Exception {
        bucket = LandingBucket.start(folder);
        landWhatHadLanded(bucket);
    }

    @AfterEach
    void closeBucket() throws IOException {
        bucket.close();
    }

    /** What another version of the models or of the measures had begun is read from its start. */
    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void finishesWhatHadBegun(String release) throws Exception {
        EngagementRun run = InterruptedRun.streaming(bucket).with("--settle-after=1 s");
        try (WatchedJob job = WatchedJob.resume(run, LandingBucket.OUTPUT, savepointOf(release))) {
            // State remembers: which recording has no manifest, and which sessions were measured.
            await("the late one is rejected", job, () -> isRejected(InterruptedRun.LATE));
            InterruptedRun.landManifestOfLate(bucket);
            landAgainUnderAnotherAd(InterruptedRun.DONE);
            await("the same again is rejected", job, () -> isRejected(InterruptedRun.DONE));
            await("all are measured", job, this::allAreMeasured);
            job.stop(LandingBucket.SAVEPOINTS); // Commits every table.

            assertThat(job.framesAnalysed()).isEqualTo(framesOf(MEASURED_AFTER));
        }
        try (Tables actual = Tables.in(bucket.output())) {
            for (String table : List.of("viewer_seconds", "sessions", "fixations", "frames")) {
                String rows = "FROM " + table + MEASURED_AFTER + " ORDER BY ALL";
                assertThat(actual.query(rows)).as(table).isEqualTo(expected.query(rows));
            }
            String seconds = BY_NO_MODEL + "FROM ad_seconds ORDER BY ALL";
            assertThat(actual.query(seconds))
                    .as("ad_seconds, over sessions from before and after")
                    .isEqualTo(expected.query(seconds));
            assertThat(actual.query("SELECT session_id, reason FROM rejected"))
                    .extracting(row -> row.get("session_id") + " " + row.get("reason"))
                    .containsExactlyInAnyOrder(
                            InterruptedRun.LATE + " manifest_missing",
                            InterruptedRun.DONE + " duplicate_session");
        }
    }

    /** Flink restores no savepoint whose state would be lost, unless told to. */
    @ParameterizedTest
    @ValueSource(strings = "0.1.0")
    void refusesToLoseState(String release) throws Exception {
        EngagementRun run =
                InterruptedRun.streaming(bucket)
                        .with("--discover=kafka")
                        .with("--kafka-bootstrap=localhost:9092")
                        .with("--kafka-topic=never-read");
        try (WatchedJob job = WatchedJob.resume(run, LandingBucket.OUTPUT, savepointOf(release))) {
            assertThatThrownBy(job::awaitEnd)
                    .rootCause()
                    .hasMessageContaining("allowNonRestoredState");
        }
    }

    private String savepointOf(String release) throws IOException {
        return SavepointFixture.copyOf(release, folder).toUri().toString();
    }

    /** Its remembered id is all that tells. */
    private void landAgainUnderAnotherAd(String sessionId) throws Exception {
        bucket.landAd(OTHER_AD);
        bucket.landRecording(OTHER_AD, sessionId, new byte[] {0});
        bucket.landManifest(LandingFolder.sampleManifest(1, sessionId).put("ad_id", OTHER_AD));
    }

    private boolean isRejected(String sessionId) throws SQLException {
        try (Tables tables = Tables.in(bucket.output())) {
            return !tables.query("FROM rejected WHERE session_id = '" + sessionId + "'").isEmpty();
        }
    }

    private boolean allAreMeasured() throws SQLException {
        try (Tables tables = Tables.in(bucket.output())) {
            return tables.query("FROM sessions").size() == SESSIONS_AFTER
                    && tables.value("SELECT max(viewers_n) FROM ad_seconds").equals(VIEWERS);
        }
    }

    private static long framesOf(String sessions) throws SQLException {
        return (long) expected.value("SELECT count(*) FROM frames" + sessions);
    }

    private static void await(String event, WatchedJob job, Callable<Boolean> condition) {
        Awaitility.await(event)
                .atMost(WatchedJob.PATIENCE)
                .pollInterval(Tables.POLL_INTERVAL)
                .ignoreException(SQLException.class)
                .until(
                        () -> {
                            job.requireRunning();
                            return condition.call();
                        });
    }
}
