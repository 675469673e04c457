package io.adgaze.operators.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.Harnesses;
import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.SessionPath;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManifestGateTest {

    private static final OutputTag<Rejection> REJECTIONS =
            new OutputTag<>("rejections", TypeInformation.of(Rejection.class));

    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final Duration RETENTION = Duration.ofDays(1);
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private KeyedOneInputStreamOperatorTestHarness<String, LandedObject, LandedObject> gate;

    @BeforeEach
    void open() throws Exception {
        gate =
                Harnesses.open(
                        function(),
                        ManifestGateTest::sessionId,
                        TypeInformation.of(LandedObject.class));
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
    }

    @Test
    void passesAManifestOnce() throws Exception {
        land(manifest("s-1", "etag-1"));
        land(manifest("s-1", "etag-1"));

        assertThat(passed()).containsExactly(manifest("s-1", "etag-1"));
    }

    @Test
    void passesANewVersionOfAManifest() throws Exception {
        land(manifest("s-1", "etag-1"));
        land(manifest("s-1", "etag-2"));
        land(manifest("s-1", "etag-2"));

        assertThat(passed()).extracting(LandedObject::version).containsExactly("etag-1", "etag-2");
    }

    @Test
    void passesTheSameSessionFromAnotherPlaceSoThatItCanBeRefused() throws Exception {
        LandedObject elsewhere = landed("a-2", "s-1", LandingLayout.MANIFEST, "etag-1");

        land(manifest("s-1", "etag-1"));
        land(elsewhere);

        assertThat(passed()).containsExactly(manifest("s-1", "etag-1"), elsewhere);
    }

    @Test
    void neverPassesARecording() throws Exception {
        land(recording("s-1", "webcam.webm"));
        land(manifest("s-1", "etag-1"));
        land(recording("s-1", "webcam-2.webm"));

        assertThat(passed()).containsExactly(manifest("s-1", "etag-1"));
    }

    @Test
    void rejectsARecordingOnceItsManifestIsOverdue() throws Exception {
        land(recording("s-1", "webcam.webm"));
        land(recording("s-1", "webcam-2.webm"));

        gate.setProcessingTime(TIMEOUT.toMillis() - 1);
        assertThat(rejections()).isEmpty();

        gate.setProcessingTime(TIMEOUT.toMillis());
        gate.processWatermark(END_OF_INPUT);
        assertThat(rejections())
                .singleElement()
                .satisfies(
                        rejection -> {
                            assertThat(rejection.reason()).isEqualTo(RejectReason.MANIFEST_MISSING);
                            assertThat(rejection.sessionId()).isEqualTo("s-1");
                            assertThat(rejection.key())
                                    .isEqualTo(recording("s-1", "webcam.webm").uri());
                            assertThat(rejection.message())
                                    .contains(rejection.key(), "manifest.json");
                        });
    }

    @Test
    void rejectsARecordingWithoutManifestAtTheEndOfBoundedInput() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.processWatermark(END_OF_INPUT - 1);
        assertThat(rejections()).isEmpty();

        gate.processWatermark(END_OF_INPUT);

        assertThat(rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectReason.MANIFEST_MISSING);
    }

    @Test
    void countsTheTimeoutBySession() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.setProcessingTime(TIMEOUT.toMillis() / 2);
        land(recording("s-2", "webcam.webm"));
        land(manifest("s-2", "etag-1"));
        land(recording("s-3", "webcam.webm"));

        gate.setProcessingTime(TIMEOUT.toMillis());
        assertThat(rejections()).extracting(Rejection::sessionId).containsExactly("s-1");

        gate.processWatermark(END_OF_INPUT);
        assertThat(rejections()).extracting(Rejection::sessionId).containsExactly("s-1", "s-3");
    }

    @Test
    void isContentWithAManifestInTime() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.setProcessingTime(TIMEOUT.toMillis() - 1);
        land(manifest("s-1", "etag-1"));

        gate.setProcessingTime(2 * TIMEOUT.toMillis());
        gate.processWatermark(END_OF_INPUT);

        assertThat(rejections()).isEmpty();
    }

    @Test
    void isContentWithARecordingAfterItsManifest() throws Exception {
        land(manifest("s-1", "etag-1"));
        land(recording("s-1", "webcam.webm"));

        gate.setProcessingTime(TIMEOUT.toMillis());
        gate.processWatermark(END_OF_INPUT);

        assertThat(rejections()).isEmpty();
    }

    @Test
    void passesAManifestThatComesTooLateAllTheSame() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.setProcessingTime(TIMEOUT.toMillis());
        land(manifest("s-1", "etag-1"));

        assertThat(passed()).hasSize(1);
    }

    @Test
    void forgetsAManifestAfterItsRetention() throws Exception {
        land(manifest("s-1", "etag-1"));
        gate.setStateTtlProcessingTime(RETENTION.toMillis() - 1);
        land(manifest("s-1", "etag-1"));
        assertThat(passed()).hasSize(1);

        gate.setStateTtlProcessingTime(RETENTION.toMillis() + 1);
        land(manifest("s-1", "etag-1"));
        assertThat(passed()).hasSize(2);
    }

    @Test
    void keepsNoTimerOfACommittedSession() throws Exception {
        land(recording("s-1", "webcam.webm"));
        land(manifest("s-1", "etag-1"));
        land(recording("s-2", "webcam.webm"));

        gate.setProcessingTime(TIMEOUT.toMillis());

        assertThat(gate.numEventTimeTimers()).isZero();
        assertThat(gate.numProcessingTimeTimers()).isZero();
    }

    @Test
    void remembersAcrossARestart() throws Exception {
        land(manifest("s-1", "etag-1"));
        land(recording("s-2", "webcam.webm"));

        restart();
        land(manifest("s-1", "etag-1"));
        gate.setProcessingTime(TIMEOUT.toMillis());

        assertThat(passed()).isEmpty();
        assertThat(rejections()).extracting(Rejection::sessionId).containsExactly("s-2");
    }

    private void restart() throws Exception {
        var state = gate.snapshot(1, 1);
        gate.close();
        gate =
                Harnesses.restore(
                        function(),
                        ManifestGateTest::sessionId,
                        TypeInformation.of(LandedObject.class),
                        state);
    }

    private void land(LandedObject landed) throws Exception {
        gate.processElement(landed, 0);
    }

    private List<LandedObject> passed() {
        return gate.extractOutputValues();
    }

    private List<Rejection> rejections() {
        return Harnesses.sideOutput(gate, REJECTIONS);
    }

    private static ManifestGate function() {
        return new ManifestGate(REJECTIONS, TIMEOUT, RETENTION);
    }

    private static LandedObject manifest(String sessionId, String version) {
        return landed("a-1", sessionId, LandingLayout.MANIFEST, version);
    }

    private static LandedObject recording(String sessionId, String file) {
        return landed("a-1", sessionId, file, "etag");
    }

    private static LandedObject landed(String adId, String sessionId, String file, String version) {
        String folder = LandingLayout.sessionFolder("s3://landing", adId, sessionId);
        return LandedObject.at(new SessionPath(adId, sessionId, folder, file), version, 0);
    }

    private static String sessionId(LandedObject landed) {
        return landed.path().sessionId();
    }
}
