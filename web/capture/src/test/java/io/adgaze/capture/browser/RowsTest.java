package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.adgaze.capture.browser.JobTables.SecondRow;
import io.adgaze.capture.browser.JobTables.SessionRow;
import io.adgaze.capture.serve.JobProcess;
import io.adgaze.capture.studies.StudyState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Viewers before the real server, and the real job in a process of its own: what becomes of their
 * sessions.
 *
 * <p>What a viewer's face does comes from a recording, which knows nothing of the dots and the ad
 * of its journey. So a session is calibrated, but how well is not asked; and smiles stand where the
 * marks in the recording say, not at a second that is known beforehand.
 */
abstract class RowsTest extends BrowserTest {

    private static final Logger LOG = LoggerFactory.getLogger(RowsTest.class);

    private static final int VIEWERS = 10;
    private static final int AD_SECONDS = 12;
    private static final int WATCHED_WITHIN_MS = 100;

    /** A busy machine records some seconds of the ad with hardly a picture. */
    private static final int FEWEST_FRAMES = 5;

    private static final double SMILING = .6;
    private static final double CALM = .4;

    /**
     * Half a minute where two cores are free; a busy machine leaves the job little, as it comes
     * last.
     */
    private static final Duration UNTIL_ROWS = Duration.ofMinutes(4);

    private JobProcess job;
    private JobTables tables;

    @BeforeEach
    void makeStudy() throws Exception {
        assumeTrue(JobProcess.isBuilt(), "needs the module jobs, built: ./mvnw package");
        Path ad = Path.of(System.getProperty("adgaze.sample-ad"));
        study = study(new StudyState(false, false, false), VIEWERS, ad);
        // What other tests have landed is not for this job.
        FileSystemUtils.deleteRecursively(home().resolve("s3/adgaze/sessions"));
        tables = new JobTables(objects, S3 + "/output", folder.resolve("tables"));
    }

    protected void startJob() throws IOException {
        job = JobProcess.start(home(), storeProperties());
    }

    @AfterEach
    void endJob() {
        if (job != null) {
            job.close();
        }
    }

    /** Waits for so many sessions' rows. */
    protected List<SessionRow> untilMeasured(int sessionsN) {
        return await().atMost(UNTIL_ROWS)
                .failFast("the job ended: " + job.log(), () -> !job.isAlive())
                .until(() -> tables.sessions(study.ad().adId()), rows -> rows.size() == sessionsN);
    }

    /** That a session was watched to the ad's end and measured well. */
    protected void requireWatchedAndMeasured(SessionRow row, SoftAssertions softly) {
        LOG.info("{}", row);
        softly.assertThat(row.studyId()).isEqualTo(study.studyId());
        softly.assertThat(row.validRate()).as("valid_rate").isGreaterThanOrEqualTo(.95);
        softly.assertThat(row.gazeCalibrated()).as("gaze_calibrated").isTrue();
        softly.assertThat(row.calibrationPointsN()).as("calibration_points_n").isEqualTo(9);
        softly.assertThat(row.completed()).as("completed").isTrue();
        softly.assertThat(row.watchedMs())
                .as("watched_ms")
                .isBetween(
                        AD_SECONDS * 1000L - WATCHED_WITHIN_MS,
                        AD_SECONDS * 1000L + WATCHED_WITHIN_MS);
    }

    /** That a session has each second of the ad once, and smiles where its recording has them. */
    protected void requireSmiles(String sessionId, SmilingViewer viewer, SoftAssertions softly)
            throws Exception {
        List<SecondRow> rows = tables.seconds(study.ad().adId(), sessionId);
        AdSmiles smiles = AdSmiles.in(landed(sessionId), viewer);
        LOG.info("{}: {} {}", viewer.sample(), smiles, rows);

        softly.assertThat(rows)
                .as(viewer.sample())
                .extracting(SecondRow::adSecond)
                .containsExactlyElementsOf(IntStream.range(0, AD_SECONDS).boxed().toList());
        List<SecondRow> telling =
                rows.stream().filter(row -> row.framesN() >= FEWEST_FRAMES).toList();
        softly.assertThat(telling)
                .filteredOn(row -> smiles.smiling().contains(row.adSecond()))
                .as("smiles of %s", viewer.sample())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.pHappy()).isGreaterThan(SMILING));
        softly.assertThat(telling)
                .filteredOn(row -> smiles.calm().contains(row.adSecond()))
                .as("calm seconds of %s", viewer.sample())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.pHappy()).isLessThan(CALM));
    }
}
