package io.adgaze.capture.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoLimits;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;

/** A viewer with a webcam goes through the studio. */
class StudioITCase {

    private static final int AD_SECONDS = 6;
    private static final List<String> WCAG =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    @TempDir static Path made;
    private static Path ad;
    private static Path camera;

    @TempDir Path folder;
    private StudioHost host;
    private ChromeDriver browser;

    @BeforeAll
    static void makeInputs() throws Exception {
        Chromium.assumeThere();
        ad = TimecodedAd.make(made.resolve("ad.mp4"), AD_SECONDS);
        camera = SampleCamera.of("s-demo-1", made);
    }

    @AfterEach
    void stop() {
        browser.quit();
        host.close();
    }

    @Test
    void landsARecordingAndAManifestThatTheJobTakes() throws Exception {
        open(Locale.ENGLISH, Chromium.withCamera(camera)).startAd().untilThanks();

        assertThat(host.uploads().stages())
                .containsExactly(
                        "camera_allowed", "check_passed", "calibrated", "watched", "uploaded");
        assertThat(host.uploads().troubles()).isEmpty();
        LandedSession landed = host.uploads().landed();
        assertThat(landed.recordings()).hasSize(1);
        assertThat(framesIn(landed.recordings().get(0))).isGreaterThan(200);
        assertThat(points(landed, false)).isEqualTo(9);
        assertThat(points(landed, true)).isBetween(4L, 8L);
        assertThat(events(landed)).startsWith("play").endsWith("ended");
        assertThat(lastAdMs(landed)).isBetween(AD_SECONDS * 1000 - 100, AD_SECONDS * 1000 + 100);
        assertThat(asTheServerLandsIt(landed).playerEvents()).isNotEmpty();
    }

    @Test
    void keepsToItsOrigin() throws Exception {
        open(Locale.ENGLISH, Chromium.withCamera(camera)).startAd().untilThanks();

        String origin = host.page().replaceAll("/take/.*", "/");
        assertThat(requests())
                .isNotEmpty()
                .allMatch(url -> url.startsWith(origin) || url.startsWith("blob:" + origin));
    }

    @Test
    void worksOnAPhoneInGerman() throws Exception {
        StudioPage studio = open(Locale.GERMAN, Chromium.asPhone(camera));

        assertThat(studio.text("#watch h1")).isEqualTo("Jetzt der Spot");
        studio.startAd().untilThanks();

        JsonNode screen = host.uploads().landed().manifest().get("screen");
        assertThat(screen.get("height_px").asInt()).isGreaterThan(screen.get("width_px").asInt());
        assertThat(host.uploads().landed().manifest().at("/device/class").asText())
                .isEqualTo("phone");
    }

    @Test
    void canBeUsedByEverybody() throws Exception {
        host = new StudioHost(ad, folder, Locale.ENGLISH);
        browser = Chromium.withCamera(camera);
        StudioPage studio = StudioPage.open(browser, host.page());

        for (String section : List.of("check", "calibrate", "watch", "upload", "trouble")) {
            studio.ask(
                    "document.querySelectorAll('main > section').forEach((each) => { each.hidden ="
                            + " each.id !== '%s'; })".formatted(section));
            if (section.equals("trouble")) {
                studio.ask("document.querySelector('#trouble h1').textContent = 'What happened'");
            }
            assertThat(new AxeBuilder().withTags(WCAG).analyze(browser).getViolations())
                    .as(section)
                    .isEmpty();
        }
    }

    @Test
    void saysThatAnotherTabIsInIt() throws Exception {
        open(Locale.ENGLISH, Chromium.withCamera(camera));

        browser.switchTo().newWindow(org.openqa.selenium.WindowType.TAB);
        StudioPage second = StudioPage.open(browser, host.page()).until("trouble");

        assertThat(second.text("#trouble h1")).isEqualTo("Open in another tab");
        assertThat(host.uploads().troubles()).contains("second_tab");
    }

    private StudioPage open(Locale language, ChromeDriver with) throws Exception {
        browser = with;
        host = new StudioHost(ad, folder, language);
        return StudioPage.open(browser, host.page()).sitWell().calibrate();
    }

    private List<String> requests() throws Exception {
        ObjectMapper json = new ObjectMapper();
        return browser.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> read(json, entry.getMessage()))
                .filter(
                        message ->
                                message.get("method").asText().equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url").asText())
                .filter(url -> !url.startsWith("data:") && !url.startsWith("chrome"))
                .toList();
    }

    private static JsonNode read(ObjectMapper json, String message) {
        try {
            return json.readTree(message).get("message");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
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

    private static List<String> events(LandedSession landed) {
        return landed.playerEvents().findValuesAsText("event");
    }

    private static int lastAdMs(LandedSession landed) {
        return landed.playerEvents().get(landed.playerEvents().size() - 1).get("ad_ms").asInt();
    }

    /** With what the server adds; the job's own rules throw where they would reject it. */
    private static ValidManifest asTheServerLandsIt(LandedSession landed) throws Exception {
        ObjectNode manifest = landed.manifest().deepCopy();
        manifest.put("version", 1)
                .put("session_id", "s-1")
                .put("ad_id", "a-1")
                .put("viewer_key", "v-1");
        manifest.putArray("recordings").add("recording-0.webm");
        manifest.putObject("consent")
                .put("id", "c-1")
                .put("text_version", "1")
                .put("granted_at", "2026-11-01T00:00:00Z")
                .putArray("purposes")
                .add("expressions")
                .add("gaze");
        return ValidManifest.read(
                manifest.toString().getBytes(UTF_8),
                new SessionPath("a-1", "s-1", "file:/landing/ad_id=a-1/session=s-1/", "manifest.json"),
                Instant.now());
    }
}
