package io.adgaze.capture.browser;

import io.adgaze.capture.browser.JobTables.SessionRow;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/** Three viewers open a link, and their rows come out, while the job has sessions of others. */
class JourneyToRowsITCase extends RowsTest {

    private static final List<String> SAMPLES = List.of("s-demo-1", "s-demo-2", "s-demo-3");

    /** As many as two cores record at 15 frames a second or more. */
    private static final int BROWSERS_AT_ONCE = 2;

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
        Map<SmilingViewer, String> sessions = watchAll(invitation());

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

    /** Session ids by who watched. */
    private static Map<SmilingViewer, String> watchAll(String invitation) throws Exception {
        ExecutorService browsers = Executors.newFixedThreadPool(BROWSERS_AT_ONCE);
        try {
            Map<SmilingViewer, Future<String>> watching = new LinkedHashMap<>();
            CAMERAS.forEach(
                    (viewer, camera) ->
                            watching.put(viewer, browsers.submit(() -> watch(camera, invitation))));
            Map<SmilingViewer, String> sessions = new LinkedHashMap<>();
            for (Map.Entry<SmilingViewer, Future<String>> each : watching.entrySet()) {
                sessions.put(each.getKey(), each.getValue().get());
            }
            return sessions;
        } finally {
            browsers.shutdownNow();
        }
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
