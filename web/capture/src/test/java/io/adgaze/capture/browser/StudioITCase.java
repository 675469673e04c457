package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A viewer with a phone goes from the invitation through the studio to the thanks; {@link
 * JourneyToRowsITCase} has the desktop.
 */
class StudioITCase extends BrowserTest {

    private static final int AD_SECONDS = 6;
    private static final List<String> WCAG_22_AA =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final List<String> SECTIONS =
            List.of("check", "calibrate", "watch", "verify", "upload");

    @TempDir static Path made;
    private static Path ad;
    private static Path camera;

    @BeforeAll
    static void makeInputs() throws Exception {
        Chromium.assumeThere();
        ad = TimecodedAd.make(made.resolve("ad.mp4"), AD_SECONDS);
        camera = SampleCamera.of("s-demo-1", made);
    }

    @Test
    void landsWhatTheJobTakesFromAPhoneAndAsksNobodyElse() throws Exception {
        browser = Chromium.asPhone(camera);

        enter(ad).sitWell().calibrate().startAd().untilThanks();

        LandedSession landed = landed();
        requireLandedOnce();
        assertThat(framesIn(landed.recordings().get(0))).isGreaterThan(100);
        assertThat(landed.asTheJobReadsIt().calibration()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(points(landed, false)).isEqualTo(9);
        assertThat(points(landed, true)).isBetween(4L, 8L);
        assertThat(landed.eventNames()).startsWith("play").endsWith("ended");
        assertThat(lastAdMs(landed)).isBetween(AD_SECONDS * 1000 - 100, AD_SECONDS * 1000 + 100);
        JsonNode screen = landed.manifest().get("screen");
        assertThat(screen.get("height_px").asInt()).isGreaterThan(screen.get("width_px").asInt());
        assertThat(landed.manifest().at("/device/class").asText()).isEqualTo("phone");
        assertThat(troubles()).isEmpty();
        assertThat(originsAsked()).containsExactlyInAnyOrder(origin(), store());
    }

    @Test
    void canBeUsedByEverybodyInOneTabAtATime() throws Exception {
        browser = Chromium.withCamera(camera);
        StudioPage studio = enter(ad);

        for (String section : SECTIONS) {
            studio.show(section);
            requireAccessible(section);
        }
        String page = browser.getCurrentUrl();
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get(page);
        StudioPage second = new StudioPage(browser).until("trouble");

        assertThat(second.text("#trouble h1")).isEqualTo("Open in another tab");
        requireAccessible("trouble");
        assertThat(troubles()).containsExactly("second_tab");
    }

    @Test
    void losesNothingWhenTheNetworkGoesAndTheTabIsClosed() throws Exception {
        browser = Chromium.withCamera(camera);
        StudioPage studio = enter(ad).sitWell().calibrate().startAd().untilAdAt(1);
        String page = browser.getCurrentUrl();

        new Connection(browser).cut();
        studio.until("trouble");
        assertThat(studio.text("#trouble h1")).isEqualTo("No connection");
        browser.switchTo().newWindow(WindowType.TAB);
        String tab = browser.getWindowHandle();
        closeOthers(tab);
        browser.get(page);
        new StudioPage(browser).untilThanks();

        requireLandedOnce();
        assertThat(landed().asTheJobReadsIt().playerEvents()).isNotEmpty();
    }

    private void closeOthers(String tab) {
        for (String other : browser.getWindowHandles()) {
            if (!other.equals(tab)) {
                browser.switchTo().window(other);
                browser.close();
            }
        }
        browser.switchTo().window(tab);
    }

    /** In the first type whose trial succeeds, which on a busy machine may be a later one. */
    private void requireLandedOnce() throws IOException {
        assertThat(landedObjects())
                .hasSize(2)
                .contains("manifest.json")
                .anyMatch(name -> name.matches("recording-0\\.(webm|mp4)"));
    }

    private void requireAccessible(String section) {
        assertThat(new AxeBuilder().withTags(WCAG_22_AA).analyze(browser).getViolations())
                .as(section)
                .isEmpty();
    }

    /** Origins of all requests so far, those of workers among them. */
    private List<String> originsAsked() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<String> origins = new ArrayList<>();
        for (LogEntry entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = json.readTree(entry.getMessage()).get("message");
            String url = message.at("/params/request/url").asText();
            if (message.get("method").asText().equals("Network.requestWillBeSent")
                    && url.startsWith("http")) {
                origins.add(url.replaceAll("(https?://[^/]+/).*", "$1"));
            }
        }
        return origins.stream().distinct().toList();
    }

    private static long framesIn(Path recording) throws Exception {
        long frames = 0;
        try (SeekableByteChannel file = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(file, VideoLimits.DEFAULT)) {
            while (decoder.next() != null) {
                frames++;
            }
            assertThat(decoder.damaged()).isFalse();
            assertThat(decoder.truncated()).isFalse();
        }
        return frames;
    }

    private static long points(LandedSession landed, boolean verify) {
        return StreamSupport.stream(landed.calibration().spliterator(), false)
                .filter(point -> point.get("verify").asBoolean() == verify)
                .count();
    }

    private static int lastAdMs(LandedSession landed) {
        return landed.playerEvents().get(landed.playerEvents().size() - 1).get("ad_ms").asInt();
    }
}
