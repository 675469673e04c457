package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings of real people, landed with a manifest. They are not part of the project: without
 * {@code -Dadgaze.shared} naming their folder these checks are skipped.
 */
class RealRecordingsITCase {

    private static final Path RECORDINGS =
            Path.of(System.getProperty("adgaze.shared", "")).resolve("data/recordings");

    private static final String CHROME = "chrome-mediarecorder-640x480.webm";
    private static final String SMILE = "stock-face-640x360-30fps.mp4";

    @TempDir static Path folder;

    private static Tables tables;

    @BeforeAll
    static void run() throws Exception {
        assumeTrue(
                Files.isRegularFile(RECORDINGS.resolve(CHROME)),
                () -> "Skipped: no recordings in " + RECORDINGS.toAbsolutePath());
        LandingFolder landing = LandingFolder.withDemoAd(folder);
        land(landing, CHROME, "chrome", 1000);
        land(landing, SMILE, "smile", 0);
        tables = new EngagementRun(landing).with("--emit-frames").into(folder.resolve("out"));
    }

    private static void land(LandingFolder landing, String file, String id, int playMs)
            throws IOException {
        landing.land(id, Files.readAllBytes(RECORDINGS.resolve(file)));
        ObjectNode manifest = LandingFolder.sampleManifest(1, id);
        manifest.remove("calibration");
        manifest.putArray("player_events")
                .addObject()
                .put("recording_ms", playMs)
                .put("ad_ms", 0)
                .put("event", "play");
        landing.land(id, manifest);
    }

    @AfterAll
    static void close() throws Exception {
        if (tables != null) {
            tables.close();
        }
    }

    @Test
    void nearlyEveryFrameHasAFace() throws Exception {
        double share =
                (Double)
                        tables.value(
                                "SELECT avg((face_confidence IS NOT NULL)::INT) FROM frames"
                                        + " WHERE session_id = 'chrome'");
        assertThat(share).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void everyCoveredSecondHasExactlyOneRow() throws Exception {
        List<Object> seconds =
                tables
                        .query(
                                "SELECT ad_second FROM viewer_seconds WHERE session_id = 'chrome'"
                                        + " ORDER BY ad_second")
                        .stream()
                        .map(row -> row.get("ad_second"))
                        .toList();
        assertThat(seconds).isEqualTo(IntStream.range(0, 12).boxed().toList());
    }

    @Test
    void frameTimesAreTheContainers() throws Exception {
        List<Map<String, Object>> rows =
                tables.query(
                        "SELECT recording_ms FROM frames WHERE session_id = 'chrome'"
                                + " ORDER BY recording_ms");
        List<Long> times = rows.stream().map(row -> (Long) row.get("recording_ms")).toList();
        assertThat(times).isEqualTo(containerTimesMs(RECORDINGS.resolve(CHROME)));
    }

    /** As another reader of the container sees them. */
    private static List<Long> containerTimesMs(Path recording) throws IOException {
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(recording.toFile())) {
            grabber.start();
            List<Long> times = new ArrayList<>();
            for (Frame f = grabber.grabImage(); f != null; f = grabber.grabImage()) {
                times.add(f.timestamp / 1000);
            }
            return times;
        }
    }

    @Test
    void theSmileShows() throws Exception {
        // The smile begins at 0.6 s and is there at 0.8 s.
        double before = happy("recording_ms < 500");
        double after = happy("recording_ms > 1000");
        System.out.printf("p_happy before the smile %.3f, in it %.3f%n", before, after);
        assertThat(before).isLessThan(0.1);
        assertThat(after).isGreaterThan(0.8);
    }

    private static double happy(String when) throws Exception {
        return ((Number)
                        tables.value(
                                "SELECT avg(p_happy) FROM frames WHERE session_id = 'smile' AND "
                                        + when))
                .doubleValue();
    }

    @Test
    void probabilitiesSumToOne() throws Exception {
        for (Map<String, Object> row :
                tables.query(
                        "SELECT p_angry + p_disgust + p_fear + p_happy + p_sad + p_surprise"
                                + " + p_neutral AS p FROM viewer_seconds")) {
            assertThat(((Number) row.get("p")).doubleValue()).isCloseTo(1, within(1e-4));
        }
    }
}
