package io.adgaze.capture.browser;

import java.util.Map;
import org.openqa.selenium.chrome.ChromeDriver;

/** The network of the tab that is open. */
final class Connection {

    private static final int UNLIMITED = -1;

    private final ChromeDriver browser;

    Connection(ChromeDriver browser) {
        this.browser = browser;
    }

    void cut() {
        emulate(true, UNLIMITED);
    }

    void restore() {
        emulate(false, UNLIMITED);
    }

    /** Sends no more than so many bytes a second. */
    void limit(int bytesPerSecond) {
        emulate(false, bytesPerSecond);
    }

    private void emulate(boolean offline, int uploadBytesPerSecond) {
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline", offline,
                        "latency", 0,
                        "downloadThroughput", UNLIMITED,
                        "uploadThroughput", uploadBytesPerSecond));
    }
}
