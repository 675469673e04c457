package io.adgaze.operators.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.Harnesses;
import io.adgaze.records.LandedObject;
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

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration MEMORY = Duration.ofDays(1);
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
        LandedObject elsewhere =
                new LandedObject("s3://landing/ad_id=a-2/session=s-1/manifest.json", "etag-1", 0);

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

        gate.setProcessingTime(PATIENCE.toMillis() - 1);
        assertThat(rejections()).isEmpty();

        gate.setProcessingTime(PATIENCE.toMillis());
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
    void countsPatienceBySession() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.setProcessingTime(PATIENCE.toMillis() / 2);
        land(recording("s-2", "webcam.webm"));
        land(manifest("s-2", "etag-1"));
        land(recording("s-3", "webcam.webm"));

        gate.setProcessingTime(PATIENCE.toMillis());
        assertThat(rejections()).extracting(Rejection::sessionId).containsExactly("s-1");

        gate.processWatermark(END_OF_INPUT);
        assertThat(rejections()).extracting(Rejection::sessionId).containsExactly("s-1", "s-3");
    }

    @Test
    void isContentWithAManifestInTime() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.setProcessingTime(PATIENCE.toMillis() - 1);
        land(manifest("s-1", "etag-1"));

        gate.setProcessingTime(2 * PATIENCE.toMillis());
        gate.processWatermark(END_OF_INPUT);

        assertThat(rejections()).isEmpty();
    }

    @Test
    void isContentWithARecordingAfterItsManifest() throws Exception {
        land(manifest("s-1", "etag-1"));
        land(recording("s-1", "webcam.webm"));

        gate.setProcessingTime(PATIENCE.toMillis());
        gate.processWatermark(END_OF_INPUT);

        assertThat(rejections()).isEmpty();
    }

    @Test
    void passesAManifestThatComesTooLateAllTheSame() throws Exception {
        land(recording("s-1", "webcam.webm"));
        gate.setProcessingTime(PATIENCE.toMillis());
        land(manifest("s-1", "etag-1"));

        assertThat(passed()).hasSize(1);
    }

    @Test
    void forgetsAManifestAfterItsMemory() throws Exception {
        land(manifest("s-1", "etag-1"));
        gate.setStateTtlProcessingTime(MEMORY.toMillis() - 1);
        land(manifest("s-1", "etag-1"));
        assertThat(passed()).hasSize(1);

        gate.setStateTtlProcessingTime(MEMORY.toMillis() + 1);
        land(manifest("s-1", "etag-1"));
        assertThat(passed()).hasSize(2);
    }

    @Test
    void keepsNoTimerOfACommittedSession() throws Exception {
        land(recording("s-1", "webcam.webm"));
        land(manifest("s-1", "etag-1"));
        land(recording("s-2", "webcam.webm"));

        gate.setProcessingTime(PATIENCE.toMillis());

        assertThat(gate.numEventTimeTimers()).isZero();
        assertThat(gate.numProcessingTimeTimers()).isZero();
    }

    @Test
    void remembersAcrossARestart() throws Exception {
        land(manifest("s-1", "etag-1"));
        land(recording("s-2", "webcam.webm"));

        restart();
        land(manifest("s-1", "etag-1"));
        gate.setProcessingTime(PATIENCE.toMillis());

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
        return new ManifestGate(REJECTIONS, PATIENCE, MEMORY);
    }

    private static LandedObject manifest(String sessionId, String version) {
        return new LandedObject(folder(sessionId) + LandedObject.MANIFEST, version, 0);
    }

    private static LandedObject recording(String sessionId, String file) {
        return new LandedObject(folder(sessionId) + file, "etag", 0);
    }

    private static String folder(String sessionId) {
        return "s3://landing/ad_id=a-1/session=" + sessionId + "/";
    }

    private static String sessionId(LandedObject landed) {
        return SessionPath.parse(landed.uri()).orElseThrow().sessionId();
    }
}
