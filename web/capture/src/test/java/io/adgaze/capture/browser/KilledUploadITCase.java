package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import io.adgaze.capture.operators.OperatorJourney;
import io.adgaze.capture.process.ServerProcess;
import io.adgaze.records.LandingLayout;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import io.adgaze.video.TestVideos;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The network, the tab or the server goes while a recording is sent: no session is lost, none lands
 * twice, and none in part. {@code -Dadgaze.kills=NETWORK,TAB,SERVER} says how often each; without
 * it the server goes once, and {@link StudioITCase} has the rest.
 */
class KilledUploadITCase {

    /** Three parts, the last a short one. */
    private static final int RECORDING_BYTES = 11 << 20;

    private static final int BYTES_PER_SECOND = 5 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int[] KILLS =
            Arrays.stream(System.getProperty("adgaze.kills", "0,0,1").split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();

    @TempDir static Path folder;
    private static ServerProcess server;
    private static ObjectStore objects;
    private static String invitation;

    private ChromeDriver browser;
    private String session;
    private String digest;

    @BeforeAll
    static void startServer() throws Exception {
        Chromium.assumeThere();
        server = ServerProcess.start(folder);
        objects = server.objects();
        OperatorJourney operator =
                OperatorJourney.begin(
                        server.browser(), server.firstOperatorLink(), "operator@example.org");
        Path ad = TestVideos.mp4(folder.resolve("ad.mp4"), TestVideos.every(40, 50));
        invitation = operator.invite(operator.makeStudy(ad, 1000).location());
    }

    @AfterAll
    static void stopServer() throws Exception {
        if (server != null) {
            objects.close();
            server.close();
        }
    }

    @BeforeEach
    void keepARecording() {
        TestBrowser viewer = server.browser();
        session = Journey.toStudioAsGuest(viewer, invitation);
        browser = Chromium.start();
        browser.get(server.origin() + "/who");
        KeptRecording.become(browser, viewer.cookie("adgaze"));
        digest = KeptRecording.keep(browser, session, RECORDING_BYTES);
    }

    @AfterEach
    void quit() {
        browser.quit();
    }

    static IntStream networkMoments() {
        return moments(KILLS[0]);
    }

    static IntStream tabMoments() {
        return moments(KILLS[1]);
    }

    static IntStream serverMoments() {
        return moments(KILLS[2]);
    }

    /** Spread over the upload, in percent. */
    private static IntStream moments(int count) {
        return IntStream.range(0, count).map(each -> (100 * each + 50) / count);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("networkMoments")
    void theNetworkGoes(int percent) throws Exception {
        Connection network = send(percent);

        network.cut();
        requireWholeIfCommitted();
        untilStopped();
        network.restore();

        requireLanded();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("tabMoments")
    void theTabGoes(int percent) throws Exception {
        send(percent);

        String old = browser.getWindowHandle();
        String tab = browser.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        browser.switchTo().window(old).close();
        browser.switchTo().window(tab);
        requireWholeIfCommitted();
        browser.get(studio());

        requireLanded();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("serverMoments")
    void theServerGoes(int percent) throws Exception {
        send(percent);

        server.kill();
        requireWholeIfCommitted();
        server.startAgain();

        requireLanded();
    }

    /** Opens the studio, which goes on with what it has kept, until so much is sent. */
    private Connection send(int percent) {
        Connection network = new Connection(browser);
        network.limit(BYTES_PER_SECOND);
        browser.get(studio());
        patiently().until(any -> thanked() || sent() >= percent);
        return network;
    }

    private String studio() {
        return server.origin() + "/take/" + session;
    }

    private boolean thanked() {
        return browser.getCurrentUrl().contains("/thanks/");
    }

    /** Percent, -1 before the studio has begun to send. */
    private long sent() {
        return (Long)
                browser.executeScript(
                        "return document.querySelector('#upload:not([hidden]) progress')?.value"
                                + " ?? -1");
    }

    /** The studio has said what happened, unless all was sent before. */
    private void untilStopped() {
        patiently().until(any -> thanked() || "trouble".equals(new StudioPage(browser).section()));
    }

    private void requireLanded() throws Exception {
        patiently().until(any -> thanked() || goOn());

        assertThat(names()).containsExactly("manifest.json", "recording-0.webm");
        requireWholeIfCommitted();
        assertThat(landings()).isEqualTo(1);
    }

    /** Presses the button of whatever went wrong; false, since it has not landed by it. */
    private boolean goOn() {
        browser.executeScript(
                "document.querySelector('#trouble:not([hidden]) button:enabled')?.click()");
        return false;
    }

    private void requireWholeIfCommitted() throws Exception {
        if (names().contains("manifest.json")) {
            byte[] content = objects.read(sessionUri() + "recording-0.webm", RECORDING_BYTES + 1);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(digest);
        }
    }

    private List<String> names() throws Exception {
        String folder = sessionUri();
        try (Stream<ListedObject> listed = objects.list(folder)) {
            return listed.map(each -> each.uri().substring(folder.length())).sorted().toList();
        }
    }

    private String sessionUri() throws Exception {
        return LandingLayout.sessionFolder(ServerProcess.LANDING, adId(), session);
    }

    private String adId() throws Exception {
        return ask("SELECT ad_id FROM participations WHERE session_id = ?");
    }

    private int landings() throws Exception {
        return Integer.parseInt(
                ask(
                        "SELECT count(*) FROM participations WHERE session_id = ?"
                                + " AND stage = 'landed'"));
    }

    private String ask(String sql) throws Exception {
        try (var connection = server.database().getPostgresDatabase().getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setString(1, session);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private WebDriverWait patiently() {
        return new WebDriverWait(browser, PATIENCE, Duration.ofMillis(20));
    }
}
