package io.adgaze.capture.browser;

import io.adgaze.capture.browser.JobTables.SessionRow;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Three viewers open a link one after another, and their rows come out of a job that has their
 * sessions at once. It starts before the last of them.
 */
class JourneyToRowsITCase extends RowsTest {

    private static final List<String> SAMPLES = List.of("s-demo-1", "s-demo-2", "s-demo-3");

    private static final Map<SmilingViewer, Path> CAMERAS = new LinkedHashMap<>();

    @TempDir private static Path made;

    @BeforeAll
    static void makeCameras() throws Exception {
        Chromium.assumeThere();
        for (String sample : SAMPLES) {
            SmilingViewer viewer = SmilingViewer.of(sample);
            CAMERAS.put(viewer, viewer.camera(made));
        }
    }

    @Test
    void everyViewerHasTheirRows() throws Exception {
        String invitation = invitation();
        Map<SmilingViewer, String> sessions = new LinkedHashMap<>();
        for (Map.Entry<SmilingViewer, Path> camera : CAMERAS.entrySet()) {
            if (sessions.size() == CAMERAS.size() - 1) {
                startJob();
            }
            sessions.put(camera.getKey(), watch(camera.getValue(), invitation));
        }

        List<SessionRow> rows = untilMeasured(SAMPLES.size());

        SoftAssertions softly = new SoftAssertions();
        rows.forEach(row -> requireWatchedAndMeasured(row, softly));
        softly.assertThat(rows)
                .extracting(SessionRow::sessionId)
                .containsExactlyInAnyOrderElementsOf(sessions.values());
        for (Map.Entry<SmilingViewer, String> session : sessions.entrySet()) {
            requireSmiles(session.getValue(), session.getKey(), softly);
        }
        softly.assertAll();
    }

    private static String watch(Path camera, String invitation) {
        ChromeDriver browser = Chromium.withCamera(camera);
        try {
            return Arrival.asGuest(browser, invitation).watchToTheEnd();
        } finally {
            browser.quit();
        }
    }
}
