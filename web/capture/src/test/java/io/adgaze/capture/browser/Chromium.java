package io.adgaze.capture.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, headless, with a camera that is a file. */
final class Chromium {

    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private Chromium() {}

    /** Skips the test where there is no browser. */
    static void assumeThere() {
        assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "needs Debian's chromium and chromium-driver");
    }

    /** With Chromium's own test picture as its camera. */
    static ChromeDriver start() {
        return start(options());
    }

    /** With a camera that plays {@code mjpeg} over and over, from when it is opened. */
    static ChromeDriver withCamera(Path mjpeg) {
        return start(options().addArguments(camera(mjpeg)));
    }

    /** Likewise, as a phone held upright. */
    static ChromeDriver asPhone(Path mjpeg) {
        ChromeOptions options = options().addArguments(camera(mjpeg));
        options.setExperimentalOption(
                "mobileEmulation",
                Map.of(
                        "deviceMetrics",
                        Map.of("width", 390, "height", 844, "pixelRatio", 3, "touch", true)));
        return start(options);
    }

    private static String camera(Path mjpeg) {
        return "--use-file-for-fake-video-capture=" + mjpeg.toAbsolutePath();
    }

    private static ChromeOptions options() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toString());
        options.addArguments(
                "--headless=new",
                // Root has no sandbox, and containers have little shared memory.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                "--screen-info={1280x720}",
                "--window-size=1280,720");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }

    private static ChromeDriver start(ChromeOptions options) {
        ChromeDriverService service =
                new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
        return new ChromeDriver(service, options);
    }
}
