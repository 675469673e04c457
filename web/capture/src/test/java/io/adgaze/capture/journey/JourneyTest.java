package io.adgaze.capture.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class JourneyTest extends ServerTest {

    @Test
    void aGuestComesFromTheInvitationToTheStudio() throws Exception {
        TestBrowser browser = browser();

        String session = Journey.toStudioAsGuest(browser, invite(study()) + "?r=panel-77");

        assertThat(browser.status()).isEqualTo(200);
        assertThat(browser.page().body().attr("data-session")).isEqualTo(session);
        assertThat(browser.token()).isNotBlank();
        assertThat(
                        database.sql(
                                        "SELECT respondent_id FROM participations WHERE session_id"
                                                + " = ?")
                                .param(session)
                                .query(String.class)
                                .single())
                .isEqualTo("panel-77");
    }

    @Test
    void theInvitationSaysHowLongItTakes() throws Exception {
        TestBrowser browser = browser().get(invite(study()));

        assertThat(browser.page().text()).contains("about 5 minutes", "2 seconds");
    }

    @Test
    void pagesSpeakGerman() throws Exception {
        TestBrowser browser = browser().get(invite(study()) + "?lang=de");

        assertThat(browser.page().selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(browser.page().text()).contains("etwa 5 Minuten");
        assertThat(browser.get("/who").page().text()).contains("Als Gast weiter");
    }

    @Test
    void nobodyTakesPartInAPausedClosedOrFullStudy() throws Exception {
        assertThat(text(study(new StudyState(false, true, false), 10))).contains("It is paused");
        assertThat(text(study(new StudyState(false, false, true), 10))).contains("It has ended");
        assertThat(text(study(new StudyState(false, false, false), 0))).contains("Enough people");
    }

    private String text(Study study) {
        return browser().get(invite(study)).page().text();
    }

    @Test
    void ofSomebodyTooYoungNothingIsKept() throws Exception {
        TestBrowser browser = browser();
        String invitation = invite(study());
        long viewers = count("viewers");
        browser.get(invitation).get("/who").submit("/guest").follow();
        YearMonth born = YearMonth.now().minusYears(16);

        browser.submit("/age", "month", "" + born.getMonthValue(), "year", "" + born.getYear());

        assertThat(browser.location()).isEqualTo("/goodbye/age");
        assertThat(browser.follow().page().text()).contains("We have kept nothing");
        assertThat(count("viewers")).isEqualTo(viewers);
        assertThat(browser.get("/age").location()).isEqualTo("/goodbye/age");
        assertThat(browser.get("/consent").location()).isEqualTo("/age");
    }

    @Test
    void anAccountThatWasMadeByAChildGoes() throws Exception {
        TestBrowser browser = browser();
        browser.get(invite(study())).get("/sign-up");
        browser.submit("/sign-up", "email", "child@example.org", "password", "a long password");
        browser.follow().submit("/age", "month", "1", "year", "" + YearMonth.now().getYear());

        assertThat(browser.location()).isEqualTo("/goodbye/age");
        assertThat(
                        database.sql("SELECT count(*) FROM viewers WHERE email = ?")
                                .param("child@example.org")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void noPurposeIsTickedAndNoneMeansNoSession() throws Exception {
        TestBrowser browser = browser();
        Journey.toConsentAsGuest(browser, invite(study()));

        assertThat(browser.page().select("input[type=checkbox]")).hasSize(3);
        assertThat(browser.page().select("input[checked]")).isEmpty();
        assertThat(browser.page().text()).contains("Article 50(3)", "30 days");
        assertThat(browser.submit("/consent").status()).isEqualTo(400);
        assertThat(browser.page().select("[role=alert]").text()).contains("tick at least one");
    }

    @Test
    void theConsentNamesTheTextThatWasShown() throws Exception {
        TestBrowser browser = browser();
        Journey.toConsentAsGuest(browser, invite(study()));
        String copy = browser.get("/consent/copy").body();
        browser.get("/consent");
        String session = Journey.agree(browser, "gaze");

        assertThat(
                        database.sql(
                                        "SELECT body FROM consents JOIN consent_texts ON sha256 ="
                                                + " text_sha256 WHERE session_id = ?")
                                .param(session)
                                .query(String.class)
                                .single())
                .isEqualTo(copy);
        assertThat(
                        database.sql(
                                        "SELECT array_to_string(purposes, ',') FROM consents WHERE"
                                                + " session_id = ?")
                                .param(session)
                                .query(String.class)
                                .single())
                .isEqualTo("gaze");
    }

    @Test
    void whoDeclinesGoesBackToThePanel() throws Exception {
        TestBrowser browser = browser();
        Journey.toConsentAsGuest(browser, invite(study()) + "?r=me");

        browser.submit("/consent/decline").follow();

        assertThat(browser.page().select("main a.button").attr("href"))
                .isEqualTo("https://panel.example/out?status=screened_out&reason=declined&r=me");
    }

    @Test
    void anAccountTakesPartOnceAndComesBackToItsSession() throws Exception {
        TestBrowser browser = browser();
        String invitation = invite(study());
        browser.get(invitation).get("/sign-up");
        browser.submit("/sign-up", "email", "again@example.org", "password", "a long password");
        browser.follow().submit("/age", "month", "4", "year", "1980").follow();
        String session = Journey.agree(browser, "gaze");
        TestBrowser other = browser();
        other.get(invitation).get("/log-in");
        other.submit("/log-in", "email", "Again@example.org ", "password", "a long password");

        assertThat(other.location()).isEqualTo("/continue");
        assertThat(other.get(invitation).location()).isEqualTo("/take/" + session);
    }

    @Test
    void anotherViewersStudioIsNotThere() throws Exception {
        String invitation = invite(study());
        String session = Journey.toStudioAsGuest(browser(), invitation);
        TestBrowser other = browser();
        Journey.toStudioAsGuest(other, invitation);

        assertThat(other.get("/take/" + session).status()).isEqualTo(404);
        assertThat(other.page().text()).contains("This is not yours");
        assertThat(other.get("/thanks/" + session).status()).isEqualTo(404);
    }

    @Test
    void withoutAnInvitationThePageSaysWhatToDo() {
        assertThat(browser().get("/consent").page().text()).contains("open your invitation again");
        assertThat(browser().get("/i/nothing").status()).isEqualTo(404);
    }

    private long count(String table) {
        return database.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }
}
