package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the studio's clocks are worth: the camera is the page's own picture, so that each recorded
 * frame shows which moment of the ad, and which dot, was on screen. A real camera's own delay is
 * not in it.
 */
class MirrorITCase extends BrowserTest {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorITCase.class);

    private static final int AD_SECONDS = 10;
    private static final double MEDIAN_MS = 50;
    private static final double P95_MS = 100;

    /** A busy machine records few frames a second, and some of them show two bars at once. */
    private static final int FEWEST_FRAMES = 20;

    @TempDir static Path made;
    private static Path ad;
    private static Path face;

    @BeforeAll
    static void makeInputs() throws Exception {
        Chromium.assumeThere();
        ad = TimecodedAd.make(made.resolve("ad.mp4"), AD_SECONDS);
        face = SampleCamera.face(made);
    }

    @BeforeEach
    void start() throws Exception {
        browser = Chromium.start();
        Mirror.install(browser, face);
    }

    @Test
    void tellsWhatWasOnScreenAlsoAfterAStallAPauseAndAHiddenTab() throws Exception {
        StudioPage studio = atTheAd().startAd().untilAdAt(2);

        stallThatIsOverWhenItIsHeardOf(studio);
        studio.untilAdAt(3);
        pause(studio);
        studio.untilAdAt(4);
        hideTheTab();
        studio.goOn().untilThanks();

        assertThat(landed().eventNames())
                .containsSubsequence("play", "stall", "play", "pause", "play", "ended")
                .contains("hidden", "visible");
        assertThat(troubles()).contains("tab_hidden");
        requireGoodClocks();
    }

    private static void stallThatIsOverWhenItIsHeardOf(StudioPage studio) {
        studio.ask(
                "const ad = document.getElementById('ad'); ad.dispatchEvent(new Event('waiting'));"
                        + " ad.dispatchEvent(new Event('playing'))");
    }

    private static void pause(StudioPage studio) {
        studio.ask(
                "const ad = document.getElementById('ad'); ad.pause();"
                        + " setTimeout(() => ad.play(), 1300)");
    }

    private void hideTheTab() {
        String tab = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get("about:blank");
        browser.close();
        browser.switchTo().window(tab);
    }

    @Test
    void tellsItInASecondRecordingAfterTheCameraWasLost() throws Exception {
        StudioPage studio = atTheAd().startAd().untilAdAt(3);

        studio.ask(
                "const [track] = document.getElementById('camera').srcObject.getVideoTracks();"
                        + " track.stop(); track.dispatchEvent(new Event('ended'))");
        studio.goOn().untilThanks();

        assertThat(landed().recordings()).hasSize(2);
        assertThat(troubles()).contains("camera_lost");
        requireGoodClocks();
    }

    private StudioPage atTheAd() throws Exception {
        return enter(ad).sitWell().calibrate();
    }

    private void requireGoodClocks() throws Exception {
        LandedSession landed = landed();
        MirroredTimes times = MirroredTimes.in(landed);
        LOG.info("The ad, {}", times.ofTheAd());
        LOG.info("The points, {}", times.ofThePoints());

        assertThat(times.ofTheAd().ms()).hasSizeGreaterThan(FEWEST_FRAMES);
        assertThat(times.ofTheAd().median()).isLessThanOrEqualTo(MEDIAN_MS);
        assertThat(times.ofTheAd().p95()).isLessThanOrEqualTo(P95_MS);
        assertThat(landed.calibration()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(times.ofThePoints().median()).isLessThanOrEqualTo(MEDIAN_MS);
        assertThat(times.ofThePoints().p95()).isLessThanOrEqualTo(P95_MS);
    }
}
