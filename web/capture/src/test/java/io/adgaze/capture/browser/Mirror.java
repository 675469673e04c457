package io.adgaze.capture.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;

/** A camera that sees what the page shows: {@code mirror.js}. */
final class Mirror {

    /** Rows of its picture with the ad's bars, less their edges. */
    static final int AD_TOP_PX = 10;

    static final int AD_BOTTOM_PX = 50;

    /** Rows with the dot's place. */
    static final int DOT_TOP_PX = 75;

    static final int DOT_BOTTOM_PX = 110;

    private Mirror() {}

    /** Puts it before each page that the browser opens from now on. */
    static void install(ChromeDriver browser, Path face) throws IOException {
        String script;
        try (InputStream source = Mirror.class.getResourceAsStream("mirror.js")) {
            script = new String(source.readAllBytes(), StandardCharsets.UTF_8);
        }
        String picture = Base64.getEncoder().encodeToString(Files.readAllBytes(face));
        browser.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", script.replace("${face}", picture)));
    }
}
