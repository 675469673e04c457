package io.adgaze.operators.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrayManifestsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://landing/manifest.json",
                "s3://landing/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/manifest.json",
                "s3://landing/ad_id=a-1/session=s-1/more/manifest.json",
                "s3://landing/ad_id=a 1/session=s-1/manifest.json",
                "s3://landing/ad_id=a-1/session=.s/manifest.json"
            })
    void aManifestOutsideTheLayoutIsStray(String uri) {
        LandedObject stray = new LandedObject(uri, "etag", 0);

        assertThat(StrayManifests.isStray(stray)).isTrue();
        Rejection rejection = StrayManifests.reject(stray);
        assertThat(rejection.key()).isEqualTo(uri);
        assertThat(rejection.sessionId()).isNull();
        assertThat(rejection.reason()).isEqualTo(RejectReason.MANIFEST_INVALID);
        assertThat(rejection.message()).contains(uri, "ad_id=<ad_id>/session=<session_id>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://landing/ad_id=a-1/session=s-1/manifest.json",
                "file:///landing/deep/ad_id=a.1/session=s_1/manifest.json"
            })
    void aManifestInTheLayoutIsNot(String uri) {
        assertThat(StrayManifests.isStray(new LandedObject(uri, "etag", 0))).isFalse();
    }

    @Test
    void otherObjectsDoNotMatter() {
        assertThat(StrayManifests.isStray(new LandedObject("s3://landing/notes.txt", "etag", 0)))
                .isFalse();
        assertThat(StrayManifests.isStray(new LandedObject("s3://landing/webcam.webm", "etag", 0)))
                .isFalse();
    }
}
