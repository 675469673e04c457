package io.adgaze.capture.mydata;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.ServerTest;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studio.StudioClient;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What came of sessions that never landed goes after a week. */
class AbandonedSessionsTest extends ServerTest {

    private static final byte[] BYTES = {1, 2, 3};

    @Autowired private Retention retention;

    private Study study;
    private String invitation;
    private StudioClient studio;

    @BeforeEach
    void takePart() throws Exception {
        study = study();
        invitation = invite(study);
        studio = StudioClient.enter(browser(), invitation);
    }

    @Test
    void anUploadThatWasNeverCompletedIsAborted() throws Exception {
        studio.send(BYTES);
        assertThat(partsInStore()).isEqualTo(1);

        age(6);
        retention.deleteWhatIsDue();
        assertThat(partsInStore()).isEqualTo(1);
        age(2);
        retention.deleteWhatIsDue();

        assertThat(partsInStore()).isZero();
        studio.post("/uploads/0/parts", "{\"number\": 1, \"length\": 3}");
        assertThat(studio.browser().status()).isEqualTo(409);
    }

    @Test
    void aRecordingThatLiesThereWholeIsDeletedByTwoServersAtOnce() throws Exception {
        studio.upload();
        assertThat(objects.head(recording())).isPresent();

        age(8);
        CompletableFuture<Void> other = CompletableFuture.runAsync(retention::deleteWhatIsDue);
        retention.deleteWhatIsDue();
        other.join();

        assertThat(objects.head(recording())).isEmpty();
        assertThat(deletionsNoted()).isEqualTo(1);
    }

    @Test
    void theSessionIsOverAndTheViewerMayBeginAnew() throws Exception {
        studio.upload();
        age(8);
        retention.deleteWhatIsDue();

        studio.post("/manifest", StudioClient.report());
        assertThat(studio.browser().status()).isEqualTo(409);
        studio.browser().get("/take/" + studio.session());
        assertThat(studio.browser().status()).isEqualTo(410);
        assertThat(studio.browser().page().text()).contains("This session is over");
        studio.browser().get(invitation);
        assertThat(studio.browser().page().text()).contains("Watch an ad");
        studio.browser().get("/age").submit("/age", "month", "4", "year", "1980").follow();
        studio.browser().submit("/consent", "purpose", "gaze");
        assertThat(studio.browser().location())
                .startsWith("/take/")
                .isNotEqualTo("/take/" + studio.session());
    }

    @Test
    void aSessionThatLandedIsNotGivenUp() throws Exception {
        studio.upload().post("/manifest", StudioClient.report());
        assertThat(studio.browser().status()).isEqualTo(200);

        age(8);
        retention.deleteWhatIsDue();

        assertThat(objects.head(recording())).isPresent();
    }

    private int partsInStore() {
        JsonNode told = studio.browser().get(studio.api()).json();
        return told.get("uploads").get(0).get("parts").size();
    }

    private String recording() {
        return S3
                + "/sessions/ad_id="
                + study.ad().adId()
                + "/session="
                + studio.session()
                + "/recording-0.webm";
    }

    private long deletionsNoted() {
        return database.sql("SELECT count(*) FROM audit_log WHERE subject = ? AND action = ?")
                .params(studio.session(), "recording_deleted")
                .query(Long.class)
                .single();
    }

    private void age(int days) {
        database.sql(
                        "UPDATE participations SET created_at = created_at - ? * interval '1 day'"
                                + " WHERE session_id = ?")
                .params(days, studio.session())
                .update();
    }
}
