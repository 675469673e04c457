package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.SessionPath;
import io.adgaze.records.VisibleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionDiscoveryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://landing/manifest.json",
                "s3://landing/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/manifest.json",
                "s3://landing/ad_id=a-1/session=s-1/more/manifest.json",
                "s3://landing/ad_id=a-1/session=s-1//manifest.json",
                "s3://landing/ad_id=a 1/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/session=.s/manifest.json",
                "s3://landing/ad_id=/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/session=/manifest.json",
                "s3://landing/ad_id=a-1//session=s-1/manifest.json",
                "s3://landing//ad_id=a-1/session=s-1/manifest.json",
                "s3://landing/deep//er/ad_id=a-1/session=s-1/manifest.json",
                "s3://landing/./ad_id=a-1/session=s-1/manifest.json",
                "s3://landing/../ad_id=a-1/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/session=s-1/./manifest.json",
                "s3://landing/ad_id=a-1/session=s-1/../manifest.json",
                "s3://landing/ad_id=a-1/session=s-1/part/../manifest.json",
                "s3://landing/ad_id=a%2D1/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1%2Fsession=s-1/manifest.json",
                "s3://landing/ad_id=ä/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/session=s\n1/manifest.json",
                "s3://landing/ad_id=a-1/session=s:1/manifest.json",
                "s3://landing//manifest.json"
            })
    void aManifestOutsideTheLayoutIsRejected(String uri) {
        Rejection rejection = new SessionDiscovery().object(uri, "etag", 0).orElseThrow().left();

        assertThat(rejection.key()).isEqualTo(VisibleText.of(uri));
        assertThat(rejection.sessionId()).isNull();
        assertThat(rejection.reason()).isEqualTo(RejectReason.MANIFEST_INVALID);
        assertThat(rejection.message())
                .contains(VisibleText.of(uri), "ad_id=<ad_id>/session=<session_id>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://landing/ad_id=a.1/session=s_1/manifest.json",
                "s3://landing/ad_id=a.1/session=s_1/webcam.webm",
                "file:///landing/deep/ad_id=a.1/session=s_1/part/2.webm",
                "file:/landing/ad_id=a.1/session=s_1/manifest.json",
                "/landing/ad_id=a.1/session=s_1/manifest.json",
                "s3a://bucket/ad_id=a.1/session=s_1/manifest.json",
                "s3://landing/a:b/%2F/ä\n/...x/ad_id=a.1/session=s_1/manifest.json",
                "s3://landing/ad_id=a.1/session=s_1//webcam.webm",
                "s3://landing/ad_id=a.1/session=s_1/../webcam.webm",
                "s3://landing/ad_id=a.1/session=s_1/a:b.webm",
                "s3://landing/ad_id=a.1/session=s_1/%2F.webm",
                "s3://landing/ad_id=a.1/session=s_1/a\nb.webm"
            })
    void anObjectOfASessionCarriesWhereItLies(String uri) {
        LandedObject object = new SessionDiscovery().object(uri, "etag", 7).orElseThrow().right();

        assertThat(object.uri()).isEqualTo(uri);
        assertThat(object.version()).isEqualTo("etag");
        assertThat(object.detectedAtMs()).isEqualTo(7);
        assertThat(object.path()).extracting(SessionPath::adId).isEqualTo("a.1");
        assertThat(object.path()).extracting(SessionPath::sessionId).isEqualTo("s_1");
        assertThat(object.path().isManifest()).isEqualTo(uri.endsWith("/manifest.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://landing/notes.txt",
                "s3://landing/webcam.webm",
                "s3://landing/ad_id=a-1/notes.txt",
                "s3://landing/ad_id=a 1/session=s-1/webcam.webm",
                "s3://landing//ad_id=a-1/session=s-1/webcam.webm",
                "s3://landing/ad_id=a-1/session=s-1/",
                "s3://landing/ad_id=a-1/session=s-1/part/",
                "s3://landing/ad_id=a-1/session=s-1/manifest.json/",
                "s3://landing/",
                "s3://landing//",
                "s3://landing/manifest.json.bak",
                "s3://landing/xmanifest.json"
            })
    void otherObjectsDoNotMatter(String uri) {
        assertThat(new SessionDiscovery().object(uri, "etag", 0)).isEmpty();
    }

    /** One that was landed in the wrong place. */
    @Test
    void aWithdrawalThatIsTakenForAManifestDoesNotTellItsViewer() {
        String uri = "s3://landing/withdrawals/viewer_key=v-secret/manifest.json";

        assertThat(new SessionDiscovery().object(uri, "etag", 0).orElseThrow().left().toString())
                .contains("s3://landing/withdrawals/viewer_key=*/manifest.json")
                .doesNotContain("v-secret");
    }
}
