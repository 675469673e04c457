package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One recording landed four times: as it is, with a pause and a step back to the ad's start,
 * without consent to gaze, without calibration. The table {@code fixations} is what the others
 * count.
 */
class FixationsITCase {

    @TempDir private static Path root;

    private static Tables tables;

    @BeforeAll
    static void run() throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        folder.landSample(1, "plain");
        folder.landSample(1, "again", FixationsITCase::pauseAndGoBack);
        folder.landSample(1, "no-consent", FixationsITCase::agreeToExpressionsAlone);
        folder.landSample(1, "no-calibration", manifest -> manifest.remove("calibration"));
        tables =
                new EngagementRun(folder)
                        .with("--emit-frames")
                        .parallelism(2)
                        .into(root.resolve("output"));
    }

    @AfterAll
    static void close() throws Exception {
        tables.close();
    }

    private static void pauseAndGoBack(ObjectNode manifest) {
        ArrayNode events = manifest.putArray("player_events");
        event(events, 9_800, 0, "play");
        event(events, 12_800, 3_000, "pause");
        event(events, 14_800, 3_000, "play");
        event(events, 17_800, 0, "seek");
        event(events, 21_800, 4_000, "pause");
    }

    private static void event(ArrayNode events, long recordingMs, long adMs, String event) {
        events.addObject().put("recording_ms", recordingMs).put("ad_ms", adMs).put("event", event);
    }

    private static void agreeToExpressionsAlone(ObjectNode manifest) {
        ((ObjectNode) manifest.get("consent")).putArray("purposes").add("expressions");
    }

    @Test
    void onlyCalibratedGazeHasRows() throws SQLException {
        assertThat(tables.query("SELECT DISTINCT session_id FROM fixations ORDER BY ALL"))
                .extracting(row -> row.get("session_id"))
                .containsExactly("again", "plain");
        assertThat(
                        tables.query(
                                "SELECT session_id FROM sessions WHERE fixations_n IS NULL"
                                        + " ORDER BY ALL"))
                .extracting(row -> row.get("session_id"))
                .containsExactly("no-calibration", "no-consent");
    }

    @Test
    void eachSessionHasAsManyAsItCountsAndNumbersThemFrom0() throws SQLException {
        assertThat(
                        tables.query(
                                """
                                SELECT s.session_id, fixations_n, fixation_ms_median
                                FROM sessions s WHERE fixations_n IS NOT NULL ORDER BY ALL
                                """))
                .isNotEmpty()
                .isEqualTo(
                        tables.query(
                                """
                                SELECT session_id, count(*)::INTEGER AS fixations_n,
                                    median(duration_ms)::FLOAT AS fixation_ms_median
                                FROM fixations GROUP BY ALL ORDER BY ALL
                                """));
        assertThat(
                        tables.query(
                                """
                                SELECT session_id FROM fixations GROUP BY ALL
                                HAVING list(fixation_n ORDER BY recording_ms)
                                    <> range(0, count(*))
                                """))
                .isEmpty();
    }

    @Test
    void eachSecondCountsThoseThatBeganInIt() throws SQLException {
        assertThat(
                        tables.query(
                                """
                                SELECT session_id, ad_second, fixations_n
                                FROM viewer_seconds WHERE fixations_n > 0 ORDER BY ALL
                                """))
                .isNotEmpty()
                .isEqualTo(
                        tables.query(
                                """
                                SELECT session_id, (ad_ms // 1000)::INTEGER AS ad_second,
                                    count(*)::INTEGER AS fixations_n
                                FROM fixations GROUP BY ALL ORDER BY ALL
                                """));
    }

    @Test
    void noneGoesOnOverAPauseOrAStepBack() throws SQLException {
        assertThat(
                        tables.query(
                                """
                                SELECT fixation_n FROM fixations, (VALUES (9800, 12800, 0),
                                    (14800, 17800, 3000), (17800, 21800, 0)) played(since, until, from_ms)
                                WHERE session_id = 'again' AND recording_ms >= since
                                    AND recording_ms + duration_ms < until
                                    AND ad_ms = from_ms + recording_ms - since
                                ORDER BY ALL
                                """))
                .hasSize(((Number) count("again")).intValue());
        assertThat(tables.value("SELECT max(ad_ms) FROM fixations WHERE session_id = 'again'"))
                .matches(ms -> (long) ms < 6_000);
    }

    /** A frame aside that parted nothing is in none. */
    @Test
    void eachLiesWhereItsFramesLook() throws SQLException {
        assertThat(
                        tables.query(
                                """
                                SELECT x.session_id, fixation_n
                                FROM fixations x JOIN frames f ON f.session_id = x.session_id
                                    AND f.recording_ms BETWEEN x.recording_ms
                                        AND x.recording_ms + x.duration_ms
                                GROUP BY ALL
                                HAVING abs(any_value(x_norm) - avg(gaze_x_norm)) < 0.01
                                    AND abs(any_value(y_norm) - avg(gaze_y_norm)) < 0.01
                                    AND any_value(dispersion_norm)
                                        BETWEEN stddev_pop(gaze_x_norm) - 0.01
                                        AND stddev_pop(gaze_x_norm)
                                            + stddev_pop(gaze_y_norm) + 0.01
                                """))
                .hasSameSizeAs(tables.query("FROM fixations"));
    }

    @Test
    void eachTellsItsSessionsErrorAndViewer() throws SQLException {
        assertThat(
                        tables.query(
                                """
                                FROM fixations f JOIN sessions s USING (session_id)
                                WHERE f.gaze_error_norm <> s.gaze_error_norm
                                    OR f.viewer_key <> s.viewer_key OR f.ad_id <> s.ad_id
                                """))
                .isEmpty();
    }

    private static Object count(String session) throws SQLException {
        return tables.value("SELECT count(*) FROM fixations WHERE session_id = '" + session + "'");
    }
}
