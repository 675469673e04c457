package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the studio's clocks are worth: the camera is the page's own picture, so that each recorded
 * frame shows which moment of the ad, and which dot, was on screen. A real camera's own delay is
 * not in it.
 */
class MirrorITCase {

    private static final Logger LOG = LoggerFactory.getLogger(MirrorITCase.class);

    private static final int AD_SECONDS = 10;
    private static final double MEDIAN_MS = 50;
    private static final double P95_MS = 100;

    @TempDir static Path made;
    private static Path ad;
    private static Path face;

    @TempDir Path folder;
    private StudioHost host;
    private ChromeDriver browser;

    @BeforeAll
    static void makeInputs() throws Exception {
        Chromium.assumeThere();
        ad = TimecodedAd.make(made.resolve("ad.mp4"), AD_SECONDS);
        face = SampleCamera.face(made);
    }

    @BeforeEach
    void start() throws Exception {
        host = new StudioHost(ad, folder, Locale.ENGLISH);
        browser = Chromium.start();
        Mirror.install(browser, face);
    }

    @AfterEach
    void stop() {
        browser.quit();
        host.close();
    }

    @Test
    void tellsWhatWasOnScreenWhenAFrameWasTaken() throws Exception {
        StudioPage studio = ready();

        studio.startAd().untilThanks();

        requireGoodClocks();
    }

    @Test
    void tellsItAfterAPause() throws Exception {
        StudioPage studio = ready().startAd().untilAdAt(3);

        studio.ask("document.getElementById('ad').pause()");
        studio.ask("setTimeout(() => document.getElementById('ad').play(), 1300)");
        studio.untilThanks();

        assertThat(events()).contains("pause");
        requireGoodClocks();
    }

    @Test
    void tellsItAfterTheTabWasHidden() throws Exception {
        StudioPage studio = ready().startAd().untilAdAt(3);
        String tab = browser.getWindowHandle();

        browser.switchTo().newWindow(WindowType.TAB);
        browser.get("about:blank");
        browser.close();
        browser.switchTo().window(tab);
        studio.goOn().untilThanks();

        assertThat(events()).contains("hidden", "visible", "pause");
        assertThat(host.uploads().troubles()).contains("tab_hidden");
        requireGoodClocks();
    }

    @Test
    void tellsItWithASecondRecordingAfterTheCameraWasLost() throws Exception {
        StudioPage studio = ready().startAd().untilAdAt(3);

        studio.ask(
                "document.getElementById('camera').srcObject.getVideoTracks()[0].stop();"
                        + "document.getElementById('camera').srcObject.getVideoTracks()[0]"
                        + ".dispatchEvent(new Event('ended'))");
        studio.goOn().untilThanks();

        assertThat(host.uploads().landed().recordings()).hasSize(2);
        assertThat(host.uploads().troubles()).contains("camera_lost");
        requireGoodClocks();
    }

    private StudioPage ready() {
        return StudioPage.open(browser, host.page()).sitWell().calibrate();
    }

    private java.util.List<String> events() throws Exception {
        return host.uploads().landed().playerEvents().findValuesAsText("event");
    }

    private void requireGoodClocks() throws Exception {
        LandedSession landed = host.uploads().landed();
        MirroredTimes times = MirroredTimes.in(landed);
        LOG.info("the ad: {}", times.ofTheAd());
        LOG.info("the points: {}", times.ofThePoints());

        assertThat(times.ofTheAd().ms()).hasSizeGreaterThan(60);
        assertThat(times.ofTheAd().median()).isLessThanOrEqualTo(MEDIAN_MS);
        assertThat(times.ofTheAd().p95()).isLessThanOrEqualTo(P95_MS);
        assertThat(landed.calibration()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(times.ofThePoints().median()).isLessThanOrEqualTo(MEDIAN_MS);
        assertThat(times.ofThePoints().p95()).isLessThanOrEqualTo(P95_MS);
    }
}
