package io.adgaze.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LandingLayoutTest {

    private static final String FOLDER = "s3://b/landing/ad_id=a-1/session=s-1/";

    @ParameterizedTest
    @CsvSource({"s3://b/landing", "s3://b/landing/"})
    void whatIsPutIntoASessionsFolderIsReadAsTheSessions(String landingUri) {
        String folder = LandingLayout.sessionFolder(landingUri, "a-1", "s-1");

        assertThat(folder).isEqualTo(FOLDER);
        assertThat(LandingLayout.parse(folder + "webcam.webm"))
                .contains(new SessionPath("a-1", "s-1", FOLDER, "webcam.webm"));
        assertThat(LandingLayout.parse(folder + "webcam.webm").orElseThrow().manifestUri())
                .isEqualTo(FOLDER + "manifest.json");
    }

    @Test
    void onlyTheObjectOfThatNameInTheFolderItselfIsTheManifest() {
        assertThat(LandingLayout.parse(FOLDER + "manifest.json"))
                .hasValueSatisfying(path -> assertThat(path.isManifest()).isTrue());
        assertThat(LandingLayout.parse(FOLDER + "part/manifest.json"))
                .hasValueSatisfying(path -> assertThat(path.isManifest()).isFalse());
        assertThat(LandingLayout.parse(FOLDER + "my-manifest.json"))
                .hasValueSatisfying(path -> assertThat(path.isManifest()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://b/landing/readme.txt",
                "s3://b/landing/ad_id=a-1/session=s-1",
                "s3://b/landing/ad_id=a-1/session=s-1/",
                "s3://b/landing/ad_id=/session=s-1/webcam.webm",
                "s3://b/landing/ad_id=.a/session=s-1/webcam.webm",
                "s3://b/landing/ad_id=a-1/session=s 1/webcam.webm",
                "s3://b/landing/ad_id=a-1/more/session=s-1/webcam.webm"
            })
    void anythingElseIsNoSessions(String uri) {
        assertThat(LandingLayout.parse(uri)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://b/ads", "s3://b/ads/"})
    void anAdLiesUnderItsId(String adsUri) {
        assertThat(LandingLayout.adUri(adsUri, "a-1")).isEqualTo("s3://b/ads/a-1.mp4");
    }

    /** As Flink restores it: what a savepoint lacks is null. */
    @Test
    void whatASavepointOf010HoldsKnowsItsPlaceAsWell() {
        assertThat(new LandedObject(FOLDER + "manifest.json", "etag", 1, null).path())
                .isEqualTo(new SessionPath("a-1", "s-1", FOLDER, "manifest.json"));
        assertThat(sessionOf010(FOLDER + "webcam.webm").manifestUri())
                .isEqualTo(FOLDER + "manifest.json");
        assertThat(sessionOf010(FOLDER + "part/1.webm").manifestUri())
                .isEqualTo(FOLDER + "manifest.json");
    }

    private static Session sessionOf010(String recordingUri) {
        return new Session(
                "s-1",
                "a-1",
                "v-1",
                Instant.EPOCH,
                new Consent("c-1", Set.of(Purpose.GAZE), null),
                List.of(new ObjectRef(recordingUri, "etag", 1)),
                List.of(new PlayerEvent(0, 0, PlayerEvent.Kind.PLAY)),
                null,
                List.of(),
                null,
                new ObjectRef("s3://b/ads/a-1.mp4", "etag", 1),
                1,
                1,
                null,
                null,
                null);
    }
}
