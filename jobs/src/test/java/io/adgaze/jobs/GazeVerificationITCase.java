package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One recording landed twice: as it is, and with points to verify that come after the ad. Nothing
 * but the gaze error may differ.
 */
class GazeVerificationITCase {

    private static final long AD_ENDS_MS = 19_800;

    /** From then on the sample's viewer looks at the packshot, to the recording's end. */
    private static final long SHOWN_MS = 19_900;

    private static final long GONE_MS = 21_700;

    private static final double X_PX = 960;
    private static final double Y_PX = 393;

    @TempDir private static Path root;

    private static Tables tables;

    @BeforeAll
    static void run() throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        folder.landSample(1, "plain", GazeVerificationITCase::endEarly);
        folder.landSample(1, "verified", GazeVerificationITCase::verifyAfterTheAd);
        tables =
                new EngagementRun(folder)
                        .with("--emit-frames")
                        .parallelism(1)
                        .into(root.resolve("output"));
    }

    @AfterAll
    static void close() throws Exception {
        tables.close();
    }

    private static void endEarly(ObjectNode manifest) {
        manifest.put("campaign_id", "camp-1").put("study_id", "study-1");
        ((ObjectNode) manifest.withArray("player_events").get(1))
                .put("recording_ms", AD_ENDS_MS)
                .put("ad_ms", 10_000);
    }

    /** The second one is never reached: a frame that waited for it would wait for ever. */
    private static void verifyAfterTheAd(ObjectNode manifest) {
        endEarly(manifest);
        ArrayNode points = manifest.withArray("calibration");
        point(points, SHOWN_MS).put("until_ms", GONE_MS);
        point(points, Duration.ofHours(23).toMillis());
    }

    private static ObjectNode point(ArrayNode points, long shownMs) {
        return points.addObject()
                .put("recording_ms", shownMs)
                .put("x_px", X_PX)
                .put("y_px", Y_PX)
                .put("verify", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * EXCLUDE (session_id, viewer_key) FROM viewer_seconds",
                "SELECT * EXCLUDE (session_id, viewer_key, gaze_error_norm) FROM fixations",
                "SELECT * EXCLUDE (session_id, viewer_key) FROM frames",
                "SELECT * EXCLUDE (session_id, viewer_key, gaze_error_norm) FROM sessions"
            })
    void noRowDiffers(String rows) throws SQLException {
        assertThat(tables.query(of("verified", rows)))
                .isNotEmpty()
                .isEqualTo(tables.query(of("plain", rows)));
    }

    private static String of(String session, String rows) {
        return rows + " WHERE session_id = '" + session + "' ORDER BY ALL";
    }

    @Test
    void theErrorIsWhatTheFramesAfterTheAdSay() throws SQLException {
        double seen =
                ((Number)
                                tables.value(
                                        """
                                        SELECT avg(sqrt(pow(gaze_x_norm * 1920 - %s, 2)
                                                      + pow(gaze_y_norm * 1080 - %s, 2)) / 1920)
                                        FROM frames
                                        WHERE session_id = 'verified'
                                          AND recording_ms BETWEEN %d AND %d
                                        """
                                                .formatted(X_PX, Y_PX, SHOWN_MS + 300, GONE_MS)))
                        .doubleValue();

        assertThat(gazeError("verified"))
                .as("frames' gaze is smoothed, which takes noise out of it")
                .isCloseTo(seen, within(.03))
                .isNotEqualTo(gazeError("plain"));
    }

    private static double gazeError(String session) throws SQLException {
        Object error = tables.value(of(session, "SELECT gaze_error_norm FROM sessions"));
        return ((Number) error).doubleValue();
    }

    @Test
    void theSessionTellsWhatItIsOf() throws SQLException {
        assertThat(tables.query("SELECT DISTINCT campaign_id, study_id FROM sessions"))
                .singleElement()
                .hasToString("{campaign_id=camp-1, study_id=study-1}");
    }
}
