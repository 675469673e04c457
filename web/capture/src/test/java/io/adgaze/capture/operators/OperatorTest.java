package io.adgaze.capture.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import io.adgaze.video.TestVideos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class OperatorTest extends ServerTest {

    @Autowired private Operators operators;

    private TestBrowser browser;
    private String address;

    @BeforeEach
    void logIn() {
        address = UUID.randomUUID() + "@example.org";
        browser = browser();
        String link = "/operator/first/" + operators.newLink().text();
        browser.get(link).submit(link, "email", address, "password", "a long password");
        assertThat(browser.location()).isEqualTo("/operator/log-in");
        browser.follow();
        browser.submit("/operator/log-in", "email", address, "password", "a long password");
        assertThat(browser.location()).isEqualTo("/operator");
    }

    @Test
    void theOneTimeLinkWorksOnce() {
        String link = "/operator/first/" + operators.newLink().text();
        TestBrowser first = browser();
        first.get(link).submit(link, "email", "x" + address, "password", "a long password");
        TestBrowser second = browser();

        second.get(link).submit(link, "email", "y" + address, "password", "a long password");

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.page().select("[role=alert]").text()).contains("used already");
    }

    @Test
    void aStudyIsMadeOfAnAdAndItsFunnelCounts() throws Exception {
        String study = makeStudy(ad());
        browser.get(study).submit(study + "/invitations", "label", "Panel", "invited", "40");
        String link = browser.follow().page().selectFirst("a.link").text();
        String invitation = link.substring(link.indexOf("/i/"));
        TestBrowser viewer = browser();
        String session = Journey.toStudioAsGuest(viewer, invitation);
        viewer.call(
                viewer.token(),
                "/api/sessions/" + session + "/trouble",
                "{\"kind\": \"camera_refused\"}");
        TestBrowser other = browser();
        Journey.toConsentAsGuest(other, invitation);
        other.submit("/consent/decline");

        browser.get(study);

        assertThat(step("invited")).startsWith("invited 40");
        assertThat(step("opened")).contains("2");
        assertThat(step("adult")).contains("2 declined: 1");
        assertThat(step("consented")).contains("1 camera_refused: 1");
        assertThat(step("camera_allowed")).endsWith("0");
        assertThat(browser.page().select("img.qr")).hasSize(1);
    }

    private String step(String name) {
        return browser.page().selectFirst("tr[data-step=" + name + "]").text();
    }

    @Test
    void sessionsOfTheTestModeAreNotCounted() throws Exception {
        String study = makeStudy(ad());
        browser.get(study).submit(study + "/state", "testMode", "true");
        browser.get(study).submit(study + "/invitations", "label", "Us", "invited", "0");
        String link = browser.follow().page().selectFirst("a.link").text();
        String session = Journey.toStudioAsGuest(browser(), link.substring(link.indexOf("/i/")));

        assertThat(browser.get(study).page().text()).contains("does not count");
        assertThat(step("consented")).endsWith("0");
        assertThat(
                        database.sql("SELECT ad_id FROM participations WHERE session_id = ?")
                                .param(session)
                                .query(String.class)
                                .single())
                .endsWith(".test");
    }

    @Test
    void whatIsNoAdIsRefused() throws Exception {
        Path text = Files.writeString(Files.createTempFile("ad", ".mp4"), "no video at all");

        makeStudy(text);

        assertThat(browser.status()).isEqualTo(400);
        assertThat(browser.page().select("[role=alert]").text()).contains("no MP4 file");
    }

    @Test
    void anotherOperatorsStudyIsNotThere() throws Exception {
        String theirs = "/operator/studies/" + study().studyId();

        assertThat(browser.get(theirs).status()).isEqualTo(404);
        String own = makeStudy(ad());
        browser.get(own);
        String token = browser.page().selectFirst("input[name=_csrf]").attr("value");
        for (String path : new String[] {"/invitations", "/state"}) {
            browser.post(theirs + path, "label=x&_csrf=" + token);
            assertThat(browser.status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void viewersAreNoOperators() throws Exception {
        TestBrowser viewer = browser();
        Journey.toStudioAsGuest(viewer, invite(study()));

        assertThat(viewer.get("/operator").location()).isEqualTo("/operator/log-in");
    }

    private String makeStudy(Path ad) throws Exception {
        browser.get("/operator/studies/new");
        browser.upload(
                "/operator/studies",
                ad,
                "title",
                "A study",
                "purposes",
                "gaze",
                "languages",
                "en",
                "targetViewers",
                "10",
                "retentionDays",
                "30");
        return browser.status() == 302 ? browser.location() : "";
    }

    private static Path ad() throws Exception {
        return TestVideos.mp4(
                Files.createTempFile("ad", ".mp4"), TestVideos.every(40, (int) (AD_MS / 40)));
    }
}
