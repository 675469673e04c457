package io.adgaze.capture.browser;

import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The studio as a viewer uses it: waits for what a person would wait for, and presses buttons. */
final class StudioPage {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final WebDriver browser;

    StudioPage(WebDriver browser) {
        this.browser = browser;
    }

    /** All of it; the session's id. */
    String watchToTheEnd() {
        sitWell().calibrate().startAd().untilThanks();
        return browser.getCurrentUrl().replaceAll(".*/thanks/", "");
    }

    /** Shows a section as the studio does, whatever comes before it. */
    void show(String section) {
        ask(
                "document.querySelectorAll('main > section').forEach((each) => { each.hidden ="
                        + " each.id !== '%s'; })".formatted(section));
    }

    /** From the camera's permission until the page says that all is well, and on. */
    StudioPage sitWell() {
        return allowCamera().untilWell().goOnFromCheck();
    }

    StudioPage allowCamera() {
        press("#check [data-do=allow]");
        return this;
    }

    StudioPage untilWell() {
        patiently()
                .until(
                        any ->
                                browser.findElement(By.cssSelector("#check [data-do=next]"))
                                        .isEnabled());
        return this;
    }

    StudioPage goOnFromCheck() {
        press("#check [data-do=next]");
        return this;
    }

    /** Looks at thirteen dots. */
    StudioPage calibrate() {
        return showDots().until("watch");
    }

    StudioPage showDots() {
        press("#calibrate [data-do=start]");
        return this;
    }

    /** Waits until there is a dot to look at. */
    StudioPage untilDot() {
        patiently()
                .until(any -> browser.findElement(By.cssSelector("#calibrate .dot")).isDisplayed());
        return this;
    }

    StudioPage startAd() {
        press("#watch [data-do=start]");
        return this;
    }

    /** Waits until a section is shown. */
    StudioPage until(String section) {
        patiently().until(any -> section.equals(section()));
        return this;
    }

    /** Waits until the ad has come so far. */
    StudioPage untilAdAt(double seconds) {
        patiently()
                .until(
                        any ->
                                ((Number) ask("return document.getElementById('ad').currentTime"))
                                                .doubleValue()
                                        >= seconds);
        return this;
    }

    /** Goes on from a trouble. */
    StudioPage goOn() {
        until("trouble");
        press("#trouble button");
        return this;
    }

    void untilThanks() {
        patiently().until(any -> browser.getCurrentUrl().contains("/thanks/"));
    }

    /** The id of the section that is shown. */
    String section() {
        return (String)
                ask("return document.querySelector('main > section:not([hidden])')?.id ?? ''");
    }

    String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    Object ask(String script) {
        return ((JavascriptExecutor) browser).executeScript(script);
    }

    private void press(String selector) {
        patiently()
                .ignoring(org.openqa.selenium.WebDriverException.class)
                .until(
                        any -> {
                            WebElement button = browser.findElement(By.cssSelector(selector));
                            if (!button.isDisplayed() || !button.isEnabled()) {
                                return false;
                            }
                            button.click();
                            return true;
                        });
    }

    private WebDriverWait patiently() {
        WebDriverWait wait = new WebDriverWait(browser, PATIENCE, Duration.ofMillis(100));
        wait.withMessage(() -> "the page says: " + text("main"));
        return wait;
    }
}
