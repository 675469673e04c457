package io.adgaze.capture.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studio.StudioClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Panels get their people back, and are told how it went and why. */
class PanelReturnTest extends ServerTest {

    private static final String OUT = "https://panel.example/out?status=screened_out&reason=";

    private Study study;
    private String invitation;

    @BeforeEach
    void makeStudy() throws Exception {
        study = study();
        invitation = invite(study) + "?r=me";
    }

    @Test
    void whoTakesPartIsComplete() throws Exception {
        StudioClient studio = StudioClient.enter(browser(), invitation);

        studio.upload().post("/manifest", StudioClient.report());

        assertThat(returned(studio))
                .isEqualTo("https://panel.example/complete?p=1&status=complete&reason=landed&r=me");
    }

    @Test
    void whoCannotBeMeasuredWellIsToldAsQualityWithTheReason() throws Exception {
        addQualityAddress();
        StudioClient studio = StudioClient.enter(browser(), invitation);

        studio.post("/stage", "{\"stage\": \"check_passed\"}");
        for (int run = 0; run < 3; run++) {
            studio.post("/trouble", "{\"kind\": \"no_face\"}");
        }
        studio.upload().post("/manifest", StudioClient.report());

        assertThat(returned(studio))
                .isEqualTo("https://panel.example/poor?status=quality&reason=calibration&r=me");
    }

    @Test
    void aPanelWithoutAnAddressForQualityTakesThemAsComplete() throws Exception {
        StudioClient studio = StudioClient.enter(browser(), invitation);

        studio.post("/stage", "{\"stage\": \"calibrated\"}");
        studio.post("/trouble", "{\"kind\": \"camera_lost\"}");
        studio.post("/trouble", "{\"kind\": \"camera_lost\"}");
        studio.upload().post("/manifest", StudioClient.report());

        assertThat(returned(studio)).startsWith("https://panel.example/complete?");
    }

    @Test
    void whoCannotGoOnIsScreenedOutByWhatWentWrongLast() {
        StudioClient studio = StudioClient.enter(browser(), invitation);
        assertThat(returned(studio)).isEqualTo(OUT + "left&r=me");

        studio.post("/trouble", "{\"kind\": \"camera_refused\"}");

        assertThat(returned(studio)).isEqualTo(OUT + "camera_refused&r=me");
        studio.browser().get("/take/" + studio.session());
        assertThat(studio.browser().page().select("#to-panel").attr("href"))
                .isEqualTo("/return/" + studio.session());
    }

    @Test
    void whoComesTooLateIsScreenedOutByTheStudysState() {
        database.sql("UPDATE studies SET closed = true WHERE study_id = ?")
                .param(study.studyId())
                .update();

        TestBrowser browser = browser().get(invitation);

        assertThat(browser.page().select("main a.button").attr("href"))
                .isEqualTo(OUT + "closed&r=me");
    }

    @Test
    void aStudySpeaksItsOwnLanguagesAlone() {
        database.sql("UPDATE studies SET languages = ARRAY['de'] WHERE study_id = ?")
                .param(study.studyId())
                .update();
        TestBrowser browser = browser();

        browser.get(invitation + "&lang=en");
        assertThat(browser.page().select("html").attr("lang")).isEqualTo("de");
        assertThat(browser.page().select("nav a")).hasSize(1);
        Journey.toConsentAsGuest(browser, invitation);
        browser.get("/consent?lang=en");
        assertThat(browser.page().text()).contains("Emotionserkennung");
        String session = Journey.agree(browser, "gaze");

        assertThat(
                        database.sql("SELECT language FROM participations WHERE session_id = ?")
                                .param(session)
                                .query(String.class)
                                .single())
                .isEqualTo("de");
    }

    private String returned(StudioClient studio) {
        return studio.browser().get("/return/" + studio.session()).location();
    }

    private void addQualityAddress() {
        database.sql("UPDATE studies SET return_quality = ? WHERE study_id = ?")
                .params("https://panel.example/poor", study.studyId())
                .update();
    }
}
