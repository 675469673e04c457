package io.adgaze.capture.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.openqa.selenium.virtualauthenticator.HasVirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Protocol;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions.Transport;

/** Passkeys in Chromium, with an authenticator that is not one of a device. */
class PasskeyITCase extends BrowserTest {

    private VirtualAuthenticator device;
    private String address;

    @BeforeEach
    void startBrowser() {
        Chromium.assumeThere();
        browser = Chromium.start();
        address = UUID.randomUUID() + "@example.org";
        device =
                ((HasVirtualAuthenticator) browser)
                        .addVirtualAuthenticator(
                                new VirtualAuthenticatorOptions()
                                        .setProtocol(Protocol.CTAP2)
                                        .setTransport(Transport.INTERNAL)
                                        .setHasResidentKey(true)
                                        .setHasUserVerification(true)
                                        .setIsUserVerified(true));
    }

    @Test
    void anAccountNeedsNoPassword() {
        open("/sign-up");
        requireAccessible();
        browser.findElement(By.id("email")).sendKeys(address);
        browser.findElement(By.cssSelector("[data-passkey=needed]")).click();
        until("/my/passkeys/new");
        requireAccessible();
        browser.findElement(By.cssSelector("[data-passkey=add] button")).click();
        until("/my");
        assertThat(passkeys()).hasSize(1);
        requireAccessible();
        assertThat(passwordHash()).isNull();

        logOut();
        logIn();
        until("/my");

        assertThat(passkeys()).singleElement().asString().contains("My device");
        assertThat(device.getCredentials()).hasSize(1);
    }

    @Test
    void aPasskeyComesToAnAccountAndGoesAgain() {
        open("/sign-up");
        browser.findElement(By.id("email")).sendKeys(address);
        browser.findElement(By.id("password")).sendKeys("a long password");
        browser.findElement(By.cssSelector("form[action='/sign-up'] button")).click();
        until("/my");
        browser.findElement(By.id("passkey-label")).clear();
        browser.findElement(By.id("passkey-label")).sendKeys("Telephone");
        browser.findElement(By.cssSelector("[data-passkey=add] button")).click();
        patiently().until(any -> passkeys().size() == 1);
        assertThat(passkeys().get(0)).contains("Telephone");

        browser.findElement(By.cssSelector("#passkeys li button")).click();
        patiently().until(any -> passkeys().isEmpty());
        logOut();
        logIn();

        patiently().until(any -> browser.findElement(By.id("passkey-fault")).isDisplayed());
        assertThat(browser.getCurrentUrl()).endsWith("/log-in");
    }

    @Test
    void aDeviceThatDoesNotKnowItsUserIsNoWayIn() {
        open("/sign-up");
        browser.findElement(By.id("email")).sendKeys(address);
        browser.findElement(By.cssSelector("[data-passkey=needed]")).click();
        until("/my/passkeys/new");
        browser.findElement(By.cssSelector("[data-passkey=add] button")).click();
        until("/my");
        logOut();

        device.setUserVerified(false);
        logIn();

        patiently().until(any -> browser.findElement(By.id("passkey-fault")).isDisplayed());
    }

    private void open(String path) {
        browser.get("http://localhost:" + port + path);
    }

    private void logIn() {
        open("/log-in");
        browser.findElement(By.cssSelector("[data-passkey=log-in]")).click();
    }

    private void logOut() {
        browser.findElement(By.cssSelector("form[action='/log-out'] button")).click();
        patiently().until(any -> browser.getCurrentUrl().equals("http://localhost:" + port + "/"));
    }

    private void until(String path) {
        patiently().until(any -> browser.getCurrentUrl().endsWith(path));
    }

    private List<String> passkeys() {
        return browser.findElements(By.cssSelector("#passkeys li span")).stream()
                .map(WebElement::getText)
                .toList();
    }

    private String passwordHash() {
        return database.sql("SELECT password_hash FROM viewers WHERE email = ?")
                .param(address)
                .query((row, number) -> new String[] {row.getString(1)})
                .single()[0];
    }

    private void requireAccessible() {
        assertThat(
                        new AxeBuilder()
                                .withTags(List.of("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"))
                                .analyze(browser)
                                .getViolations())
                .isEmpty();
    }

    private WebDriverWait patiently() {
        return new WebDriverWait(browser, Duration.ofSeconds(30), Duration.ofMillis(100));
    }
}
