package io.adgaze.capture.browser;

import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;

/** The way from the invitation to the studio, by the links and buttons of the pages. */
final class Arrival {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WebDriver browser;

    private Arrival(WebDriver browser) {
        this.browser = browser;
    }

    /** All of it, as an adult guest who agrees to all. */
    static StudioPage asGuest(WebDriver browser, String invitation) {
        return open(browser, invitation).goOn().asGuest().tellAge().agree();
    }

    static Arrival open(WebDriver browser, String invitation) {
        // A click does not wait for the page that it leads to.
        browser.manage().timeouts().implicitlyWait(PATIENCE);
        browser.get(invitation);
        return new Arrival(browser);
    }

    Arrival goOn() {
        browser.findElement(By.cssSelector("a[href='/who']")).click();
        return this;
    }

    Arrival asGuest() {
        submit("/guest");
        return this;
    }

    Arrival tellAge() {
        browser.findElement(By.id("month")).sendKeys("4");
        browser.findElement(By.id("year")).sendKeys("1980");
        submit("/age");
        return this;
    }

    StudioPage agree() {
        browser.findElements(By.name("purpose")).forEach(WebElement::click);
        submit("/consent");
        return new StudioPage(browser);
    }

    private void submit(String action) {
        browser.findElement(By.cssSelector("form[action='%s'] button".formatted(action))).click();
    }
}
