package io.adgaze.capture.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.userdetails.UserDetailsService;

class SecurityTest extends ServerTest {

    @Autowired private ApplicationContext context;

    @Test
    void pagesRunNoInlineScriptAndTellNobodyWhereTheyAre() throws Exception {
        TestBrowser browser = browser().get(invite(study()));

        String policy = browser.header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'")
                .doesNotContain("unsafe-inline", "'unsafe-eval'");
        assertThat(policy).containsPattern("connect-src 'self' http://127.0.0.1:\\d+");
        assertThat(browser.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(browser.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(browser.header("Cache-Control")).contains("no-store");
        assertThat(browser.page().select("script:not([src]), [style], [onclick]")).isEmpty();
    }

    @Test
    void theSessionsCookieIsOutOfScriptsReach() throws Exception {
        assertThat(browser().get(invite(study())).header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax");
    }

    @Test
    void aSignInChangesTheSession() throws Exception {
        TestBrowser browser = browser();
        browser.get(invite(study()));
        String before = browser.cookie("adgaze");

        browser.get("/who").submit("/guest").follow();
        browser.submit("/age", "month", "4", "year", "1980").follow();
        Journey.agree(browser, "gaze");

        assertThat(browser.cookie("adgaze")).isNotEqualTo(before);
    }

    @Test
    void fiveWrongPasswordsLockAnAccountAndNobodyIsToldSo() {
        signUp("locked@example.org");
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("locked@example.org", "wrong password").location())
                    .isEqualTo("/log-in?error");
        }

        assertThat(logIn("locked@example.org", "a long password").location())
                .isEqualTo("/log-in?error");
        database.sql("UPDATE viewers SET locked_until = now() - interval '1 second'").update();
        assertThat(logIn("locked@example.org", "a long password").location())
                .isEqualTo("/continue");
    }

    @Test
    void passwordsAreKeptAsArgon2id() {
        signUp("hashed@example.org");

        assertThat(
                        database.sql("SELECT password_hash FROM viewers WHERE email = ?")
                                .param("hashed@example.org")
                                .query(String.class)
                                .single())
                .startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    @Test
    void aShortPasswordIsRefused() {
        TestBrowser browser = browser().get("/sign-up");

        browser.submit("/sign-up", "email", "short@example.org", "password", "short");

        assertThat(browser.status()).isEqualTo(400);
    }

    @Test
    void passwordsThatEverybodyTriesAreRefused() {
        for (String common :
                List.of(
                        "password1234",
                        "Password!2026",
                        "qwertyuiop123",
                        "iloveyouiloveyou!",
                        "123456789012",
                        "aaaaaaaaaaaaa",
                        "passwordpassword",
                        "Adgaze-2026-11")) {
            assertThat(Passwords.accept(common)).as(common).isFalse();
        }
        for (String good :
                List.of("a long password", "correct horse battery staple", "tr0ub4dor&3-x9!")) {
            assertThat(Passwords.accept(good)).as(good).isTrue();
        }
        TestBrowser browser = browser().get("/sign-up");
        browser.submit("/sign-up", "email", "c@example.org", "password", "password1234");
        assertThat(browser.status()).isEqualTo(400);
        assertThat(browser.page().select("#password-help.fault")).hasSize(1);
    }

    @Test
    void theServerHasNoUserOfItsOwnAndShowsNoMetricsToThePublic() {
        assertThat(context.getBeansOfType(UserDetailsService.class)).isEmpty();
        assertThat(browser().get("/actuator/prometheus").status()).isEqualTo(404);
        assertThat(browser().get("/actuator/health").status()).isEqualTo(200);
    }

    @Test
    void whatIsNoPageSaysWhatToDo() {
        TestBrowser browser = browser().get("/nothing-here");

        assertThat(browser.status()).isEqualTo(404);
    }

    private void signUp(String email) {
        TestBrowser browser = browser().get("/sign-up");
        browser.submit("/sign-up", "email", email, "password", "a long password");
        assertThat(browser.status()).isEqualTo(302);
    }

    private TestBrowser logIn(String email, String password) {
        TestBrowser browser = browser().get("/log-in");
        return browser.submit("/log-in", "email", email, "password", password);
    }
}
