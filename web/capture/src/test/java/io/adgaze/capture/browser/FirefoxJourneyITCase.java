package io.adgaze.capture.browser;

import io.adgaze.capture.browser.JobTables.SessionRow;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.firefox.FirefoxDriver;

/** A viewer with Firefox opens a link, and rows come out of what it records. */
class FirefoxJourneyITCase extends RowsTest {

    @TempDir private static Path made;
    private static SmilingViewer viewer;
    private static Path recording;

    @BeforeAll
    static void makeRecording() throws Exception {
        Firefox.assumeThere();
        viewer = SmilingViewer.of("s-demo-1");
        recording = viewer.recording(made);
    }

    @Test
    void whatFirefoxRecordsIsMeasured() throws Exception {
        String sessionId = watch();

        startJob();
        List<SessionRow> rows = untilMeasured(1);

        SoftAssertions softly = new SoftAssertions();
        rows.forEach(row -> requireWatchedAndMeasured(row, softly));
        requireSmiles(sessionId, viewer, softly);
        softly.assertAll();
    }

    private String watch() throws Exception {
        FirefoxDriver firefox = Firefox.withCamera(recording);
        try {
            return Arrival.asGuest(firefox, invitation()).watchToTheEnd();
        } finally {
            firefox.quit();
        }
    }
}
