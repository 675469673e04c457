package io.adgaze.capture.mydata;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.TestBrowser;
import io.adgaze.capture.journey.Journey;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.viewers.Viewers;
import io.adgaze.records.ContractSchema;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ListedObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class MyDataTest extends ServerTest {

    @Autowired private Viewers viewers;
    @Autowired private Retention retention;

    private Study study;
    private TestBrowser browser;
    private String session;

    @BeforeEach
    void takePart() throws Exception {
        study = study();
        browser = browser();
        session = Journey.toStudioAsGuest(browser, invite(study));
    }

    @Test
    void aPrivateLinkOpensWhatIsKept() {
        UUID viewer =
                database.sql("SELECT viewer_id FROM participations WHERE session_id = ?")
                        .param(session)
                        .query(UUID.class)
                        .single();
        String link = "/my/" + viewers.addPrivateLink(viewer).text();

        TestBrowser other = browser().get(link).follow();

        assertThat(other.page().text()).contains("Where I look", "Withdraw this session");
        JsonNode download = other.get("/my/sessions/download").json();
        assertThat(download.get("sessions").get(0).get("sessionId").asString()).isEqualTo(session);
        assertThat(browser().get("/my/" + "x".repeat(43)).status()).isEqualTo(404);
    }

    @Test
    void aWithdrawalLandsForTheJobAndTheRecordingGoes() throws Exception {
        String uri =
                S3 + "/sessions/ad_id=" + study.ad().adId() + "/session=" + session + "/" + begin();
        objects.write(uri, Files.writeString(Files.createTempFile("recording", ".webm"), "x"));

        browser.get("/my").submit("/my/sessions/" + session + "/withdraw").follow();

        assertThat(browser.page().text()).contains("You have withdrawn this session", "Receipts");
        assertThat(objects.head(uri)).isEmpty();
        JsonNode landed = landed();
        assertThat(landed.get("version").asInt()).isEqualTo(1);
        assertThat(landed.get("sessions").get(0).asString()).isEqualTo(session);
    }

    @Test
    void aWithdrawnSessionHasAPageThatSaysSo() {
        browser.get("/my").submit("/my/sessions/" + session + "/withdraw");

        assertThat(browser.get("/take/" + session).status()).isEqualTo(410);
        assertThat(browser.page().title()).startsWith("You have withdrawn this session");
        assertThat(browser.page().select("a[href=/my]")).isNotEmpty();
        assertThat(browser.page().selectFirst("#forget").attr("data-session")).isEqualTo(session);
    }

    @Test
    void aLandedSessionThatWasWithdrawnIsNotThankedFor() {
        database.sql("UPDATE participations SET landed_at = now() WHERE session_id = ?")
                .param(session)
                .update();
        browser.get("/my").submit("/my/sessions/" + session + "/withdraw");

        browser.get("/thanks/" + session);

        assertThat(browser.location()).isEqualTo("/take/" + session);
        assertThat(browser.get("/take/" + session).status()).isEqualTo(410);
    }

    private String begin() {
        browser.call(
                browser.token(),
                "/api/sessions/" + session + "/uploads",
                "{\"contentType\": \"video/webm\", \"extension\": \"webm\"}",
                "Idempotency-Key",
                "k");
        return browser.json().get("fileName").asString();
    }

    @Test
    void aRecordingGoesWhenItsDaysAreOver() throws Exception {
        String uri =
                S3 + "/sessions/ad_id=" + study.ad().adId() + "/session=" + session + "/" + begin();
        objects.write(uri, Files.writeString(Files.createTempFile("recording", ".webm"), "x"));

        database.sql("UPDATE participations SET landed_at = now() WHERE session_id = ?")
                .param(session)
                .update();
        age(29);
        retention.deleteWhatIsDue();
        assertThat(objects.head(uri)).isPresent();
        age(2);
        retention.deleteWhatIsDue();

        assertThat(objects.head(uri)).isEmpty();
    }

    private void age(int days) {
        database.sql(
                        "UPDATE participations SET created_at = created_at - ? * interval '1 day'"
                                + " WHERE session_id = ?")
                .params(days, session)
                .update();
    }

    @Test
    void everythingIsWithdrawnWithoutSessionsAndTheKeyIsThePaths() throws Exception {
        browser.get("/my").submit("/my/withdraw/all").follow();

        JsonNode landed = landed();
        assertThat(landed.has("sessions")).isFalse();
        assertThat(landed.get("viewer_key").asString()).isEqualTo(viewerKey());
    }

    private JsonNode landed() throws Exception {
        String folder = S3 + "/withdrawals/viewer_key=" + viewerKey() + "/";
        try (Stream<ListedObject> listed = objects.list(folder)) {
            List<String> uris = listed.map(ListedObject::uri).toList();
            assertThat(uris).hasSize(1);
            byte[] bytes = objects.read(uris.get(0), 10_000);
            String text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(ContractSchema.of("withdrawal").errors(text)).isEmpty();
            Withdrawal.read(bytes, WithdrawalPath.parse(uris.get(0)).orElseThrow());
            JsonNode withdrawal = new JsonMapper().readTree(text);
            assertThat(uris.get(0))
                    .endsWith("/" + withdrawal.get("withdrawal_id").asString() + ".json");
            return withdrawal;
        }
    }

    private String viewerKey() {
        return database.sql("SELECT viewer_key FROM participations WHERE session_id = ?")
                .param(session)
                .query(String.class)
                .single();
    }

    @Test
    void aReceiptIsMailedToAnAddressThatIsKnownToBeTheirs(CapturedOutput log) throws Exception {
        TestBrowser account = browser();
        account.get(invite(study)).get("/sign-up");
        account.submit("/sign-up", "email", "mail@example.org", "password", "a long password");
        account.follow().submit("/age", "month", "4", "year", "1980").follow();
        String theirs = Journey.agree(account, "gaze");

        account.get("/my").submit("/my/sessions/" + theirs + "/withdraw").follow();
        assertThat(log).doesNotContain("We have received your withdrawal");
        viewers.setEmailVerified(viewers.findByEmail("mail@example.org").orElseThrow().viewerId());
        account.get("/my").submit("/my/withdraw/all").follow();

        String receipt = account.page().select("li:contains(Withdrawal)").last().text();
        assertThat(log).contains("To mail@example.org: We have received your withdrawal");
        assertThat(log.toString().split("We have received your withdrawal")[1])
                .contains(receipt.split("[ ,]")[1]);
    }

    @Test
    void anAccountIsDeletedWithItsAddress() throws Exception {
        TestBrowser account = browser();
        account.get(invite(study)).get("/sign-up");
        account.submit("/sign-up", "email", "gone@example.org", "password", "a long password");
        account.follow().submit("/age", "month", "4", "year", "1980").follow();
        Journey.agree(account, "gaze");

        account.get("/my").submit("/my/delete-account");

        assertThat(viewers.findByEmail("gone@example.org")).isEmpty();
        assertThat(account.get("/my").location()).isEqualTo("/log-in");
    }

    @Test
    void anothersSessionIsNotWithdrawn() throws Exception {
        TestBrowser other = browser();
        Journey.toStudioAsGuest(other, invite(study));
        other.get("/my");
        String token = other.page().selectFirst("input[name=_csrf]").attr("value");

        other.post("/my/sessions/" + session + "/withdraw", "_csrf=" + token);

        assertThat(other.status()).isEqualTo(404);
        assertThat(browser.get("/take/" + session).status()).isEqualTo(200);
    }
}
