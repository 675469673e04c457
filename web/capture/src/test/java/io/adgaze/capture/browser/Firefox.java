package io.adgaze.capture.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.openqa.selenium.bidi.module.Script;
import org.openqa.selenium.firefox.FirefoxDriver;
import org.openqa.selenium.firefox.FirefoxOptions;
import org.openqa.selenium.firefox.GeckoDriverService;

/**
 * Firefox ESR, headless. Its own false camera shows no face, so the page's camera is a canvas that
 * plays a generated recording: {@code film.js}.
 */
final class Firefox {

    private static final Path BROWSER = Path.of("/usr/bin/firefox-esr");

    private Firefox() {}

    /** Skips the test where there is no browser, or nothing to drive it with. */
    static void assumeThere() {
        assumeTrue(
                Files.isExecutable(BROWSER) && driver().isPresent(),
                "needs Debian's firefox-esr, and geckodriver on the PATH");
    }

    /** With a camera that plays {@code webm} over and over. */
    static FirefoxDriver withCamera(Path webm) throws IOException {
        FirefoxOptions options = new FirefoxOptions();
        options.setBinary(BROWSER);
        options.enableBiDi();
        options.addArguments("-headless", "-width", "1280", "-height", "720");
        // The ad is started by a click, which a script's is not.
        options.addPreference("media.autoplay.default", 0);
        GeckoDriverService service =
                new GeckoDriverService.Builder()
                        .usingDriverExecutable(driver().orElseThrow().toFile())
                        .build();
        FirefoxDriver browser = new FirefoxDriver(service, options);
        try (Script script = new Script(browser)) {
            script.addPreloadScript(film(webm));
        }
        return browser;
    }

    private static String film(Path webm) throws IOException {
        try (InputStream source = Firefox.class.getResourceAsStream("film.js")) {
            String recording = Base64.getEncoder().encodeToString(Files.readAllBytes(webm));
            return new String(source.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${recording}", recording);
        }
    }

    private static Optional<Path> driver() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "geckodriver"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
