package io.adgaze.capture.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Goes the journey of an invitation with a generated viewer before the camera, and takes a picture
 * of each step: the README's. Also the way to see all of {@code -Pserve} without a webcam.
 */
public final class JourneyPictures {

    private static final String SAMPLE = "s-demo-1";
    private static final int QUALITY = 75;

    /** A window that shows what matters, and is legible when it is made small. */
    private static final Map<String, Object> LAPTOP =
            Map.of("width", 900, "height", 640, "deviceScaleFactor", 1, "mobile", false);

    private static final Map<String, Object> PHONE =
            Map.of("width", 390, "height", 760, "deviceScaleFactor", 1, "mobile", true);

    /** In the midst of the smile. */
    private static final double AD_SECONDS = 7;

    private final ChromeDriver browser;
    private final Path folder;
    private int taken;

    private JourneyPictures(ChromeDriver browser, Path folder) {
        this.browser = browser;
        this.folder = folder;
    }

    /**
     * Takes them.
     *
     * @param args the invitation's address, a folder for {@code journey-<n>-<step>.jpg}, and
     *     {@code phone} for a phone held upright
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[1]));
        Path made = Files.createTempDirectory("adgaze-camera");
        ChromeDriver browser = Chromium.withCamera(SampleCamera.of(SAMPLE, made));
        try {
            boolean phone = args.length > 2 && args[2].equals("phone");
            browser.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride", phone ? PHONE : LAPTOP);
            new JourneyPictures(browser, folder).go(args[0]);
        } finally {
            browser.quit();
        }
    }

    private void go(String invitation) throws IOException {
        Arrival arrival = Arrival.open(browser, invitation);
        take("invitation");
        arrival.goOn();
        take("who");
        arrival.asGuest();
        take("age");
        arrival.tellAge();
        show("fieldset");
        take("consent");
        StudioPage studio = arrival.agree().allowCamera().untilWell();
        take("check");
        studio.goOnFromCheck().showDots().untilDot();
        take("dots");
        studio.until("watch").startAd().untilAdAt(AD_SECONDS);
        take("ad");
        studio.untilThanks();
        take("thanks");
        browser.findElement(By.id("private-link")).click();
        show("form[action$=withdraw]");
        take("my-data");
    }

    /** Scrolls until all of it is in the picture. */
    private void show(String selector) {
        browser.executeScript("document.querySelector(arguments[0]).scrollIntoView(false)", selector);
    }

    private void take(String step) throws IOException {
        taken++;
        Map<String, Object> picture =
                browser.executeCdpCommand(
                        "Page.captureScreenshot", Map.of("format", "jpeg", "quality", QUALITY));
        Path file = folder.resolve("journey-%d-%s.jpg".formatted(taken, step));
        Files.write(file, Base64.getDecoder().decode((String) picture.get("data")));
        System.out.println(file);
    }
}
