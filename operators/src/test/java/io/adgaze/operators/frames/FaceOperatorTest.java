package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.models.FaceLandmarks;
import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaceOperatorTest {

    private static final int NOSE_TIP = 1;

    private final Session session = aSession().build();
    private final HarnessMetrics metrics = new HarnessMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, SessionFrame, SessionFrame> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                Harnesses.open(
                        new FaceOperator(),
                        SessionFrame::sessionId,
                        InChainType.SESSION_FRAME,
                        metrics);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void addsTheFaceToTheFrameAndPassesItOn() throws Exception {
        SessionFrame.Decoded seen = see(session, 40, Viewer.PORTRAIT);

        assertThat(seen.session()).isSameAs(session);
        assertThat(seen.recordingMs()).isEqualTo(40);
        assertThat(seen.bgr()).isSameAs(Viewer.PORTRAIT);
        assertThat(seen.face().invalidReason()).isNull();
        assertThat(seen.landmarks().xyzPx()).hasSize(3 * FaceLandmarks.COUNT);
        assertThat(seen.isUsableFor(Purpose.GAZE)).isTrue();
    }

    @Test
    void saysWhyAFrameCannotBeUsed() throws Exception {
        SessionFrame.Decoded seen = see(session, 0, Viewer.empty());

        assertThat(seen.face().invalidReason()).isEqualTo(InvalidReason.NO_FACE);
        assertThat(seen.seen().landmarks()).isNull();
        assertThat(seen.isUsableFor(Purpose.GAZE)).isFalse();
    }

    @Test
    void looksForNoFaceInAPictureThatIsNoEvidence() throws Exception {
        see(session, 0, Viewer.PORTRAIT);
        operator.processElement(
                SessionFrame.Decoded.of(session, 40, InvalidReason.DAMAGED, Viewer.PORTRAIT), 0);
        var out = operator.extractOutputValues();
        SessionFrame.Decoded damaged = (SessionFrame.Decoded) out.get(out.size() - 1);

        assertThat(damaged.seen().invalidReason()).isEqualTo(InvalidReason.DAMAGED);
        assertThat(damaged.seen().landmarks()).isNull();
        assertThat(damaged.isUsableFor(Purpose.GAZE)).isFalse();
        assertThat(see(session, 80, Viewer.PORTRAIT).isUsableFor(Purpose.GAZE)).isTrue();
        assertThat(metrics.histogram("model.face_detector.latency_ms").getCount()).isEqualTo(1);
    }

    @Test
    void staysWithTheViewerAcrossARestart() throws Exception {
        Mat alone = Viewer.at(0, 100, .7);
        Mat joined = Viewer.at(0, 100, .7);
        Viewer.place(joined, 300, 100, 1);
        see(session, 0, alone);

        var state = operator.snapshot(1, 1);
        operator.close();
        operator =
                Harnesses.restore(
                        new FaceOperator(),
                        SessionFrame::sessionId,
                        InChainType.SESSION_FRAME,
                        state);

        assertThat(noseX(see(session, 600, joined))).isLessThan(200);
    }

    @Test
    void followsEachSessionsOwnViewer() throws Exception {
        Mat smallOnTheLeft = Viewer.at(0, 100, .7);
        Mat both = Viewer.at(0, 100, .7);
        Viewer.place(both, 300, 100, 1);
        Session other = aSession().id("s-2").build();
        see(session, 0, smallOnTheLeft);

        assertThat(noseX(see(other, 600, both))).isGreaterThan(400);
        assertThat(noseX(see(session, 600, both))).isLessThan(200);
    }

    @Test
    void theEndPassesAndNothingIsKept() throws Exception {
        see(session, 0, Viewer.PORTRAIT);
        assertThat(operator.numKeyedStateEntries()).isPositive();
        SessionFrame end = new SessionFrame.End(session, new RecordingEnd(40, null, 1, null));

        operator.processElement(end, 0);

        assertThat(operator.extractOutputValues()).endsWith(end);
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void forgetsASessionThatStartsAgain() throws Exception {
        see(session, 0, Viewer.PORTRAIT);
        SessionFrame start = new SessionFrame.Start(session);

        operator.processElement(start, 0);

        assertThat(operator.extractOutputValues()).endsWith(start);
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void aFrameThatItCannotLookAtIsItsSessionsFault() {
        assertThatThrownBy(() -> see(session, 0, new Mat()))
                .hasStackTraceContaining(AnalysisException.class.getName());
    }

    @Test
    void countsHowOftenTheFaceIsLostAndHowLongTheNetworksTake() throws Exception {
        Mat viewer = Viewer.at(0, 100, .7);
        see(session, 0, viewer); // Found by the detector, seen by the mesh.
        see(session, 40, viewer); // Followed by the mesh.
        see(session, 80, Viewer.empty()); // The mesh finds nothing, nor does the detector.
        see(session, 120, Viewer.empty()); // Still lost: only the detector looks.
        see(session, 160, viewer); // Found again by both.

        assertThat(metrics.counted("faces_lost")).isEqualTo(1);
        assertThat(metrics.histogram("model.face_detector.latency_ms").getCount()).isEqualTo(4);
        Histogram mesh = metrics.histogram("model.face_mesh.latency_ms");
        assertThat(mesh.getCount()).isEqualTo(4);
        assertThat(mesh.getStatistics().getQuantile(.5)).isBetween(.1, 10_000.);
    }

    private SessionFrame.Decoded see(Session session, long recordingMs, Mat bgr) throws Exception {
        operator.processElement(SessionFrame.Decoded.of(session, recordingMs, null, bgr), 0);
        var out = operator.extractOutputValues();
        return (SessionFrame.Decoded) out.get(out.size() - 1);
    }

    private static float noseX(SessionFrame.Decoded frame) {
        return frame.landmarks().x(NOSE_TIP);
    }
}
