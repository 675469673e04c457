package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.models.FaceObservation;
import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemographicsOperatorTest {

    private final Session consenting = aSession().consentTo(Purpose.DEMOGRAPHICS).build();
    private final HarnessMetrics metrics = new HarnessMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, SessionFrame, SessionFrame> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                Harnesses.open(
                        new DemographicsOperator(),
                        SessionFrame::sessionId,
                        InChainType.SESSION_FRAME,
                        metrics);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void theEndCarriesTheEstimate() throws Exception {
        see(consenting, 0, Viewer.facing().observed());
        see(consenting, 500, Viewer.facing().observed());

        DemographicsEstimate estimate = end(consenting);

        assertThat(estimate.ageYears()).isBetween(15f, 60f);
        assertThat(estimate.ageSdYears()).isZero();
        assertThat(estimate.gender()).isEqualTo("female");
        assertThat(estimate.genderConfidence()).isBetween(.5f, 1f);
    }

    @Test
    void computesNothingWithoutConsent() throws Exception {
        Session refusing = aSession().consentTo(Purpose.EXPRESSIONS, Purpose.GAZE).build();

        see(refusing, 0, Viewer.facing().observed());

        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(end(refusing)).isNull();
    }

    @Test
    void looksTwiceASecondAtMost() throws Exception {
        see(consenting, 0, Viewer.facing().observed());
        see(consenting, 499, Viewer.facing().observed());

        assertThat(end(consenting).ageSdYears()).as("of one estimate").isNull();
        assertThat(metrics.histogram("model.age_gender.latency_ms").getCount()).isEqualTo(1);
    }

    @Test
    void looksAtFramesOfOneFrontalFaceOnly() throws Exception {
        see(consenting, 0, Viewer.nobody());
        see(consenting, 1000, Viewer.facing().unusable(InvalidReason.MANY_FACES));
        see(consenting, 2000, Viewer.facing().turned(25).observed());
        see(consenting, 3000, Viewer.facing().turned(-25).observed());

        assertThat(end(consenting)).isNull();
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        see(consenting, 0, Viewer.facing().observed());

        var state = operator.snapshot(1, 1);
        operator.close();
        operator =
                Harnesses.restore(
                        new DemographicsOperator(),
                        SessionFrame::sessionId,
                        InChainType.SESSION_FRAME,
                        state);
        see(consenting, 499, Viewer.facing().observed());

        assertThat(end(consenting).ageSdYears()).as("of one estimate").isNull();
    }

    @Test
    void passesFramesOnAsTheyAre() throws Exception {
        SessionFrame frame =
                SessionFrame.Decoded.of(consenting, 7, null, Viewer.PORTRAIT)
                        .with(Viewer.facing().observed());

        operator.processElement(frame, 0);

        assertThat(operator.extractOutputValues()).containsExactly(frame);
    }

    @Test
    void keepsNothingOfASessionThatEnded() throws Exception {
        see(consenting, 0, Viewer.facing().observed());
        assertThat(operator.numKeyedStateEntries()).isPositive();
        end(consenting);

        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(end(consenting)).isNull();
    }

    @Test
    void forgetsASessionThatStartsAgain() throws Exception {
        see(consenting, 0, Viewer.facing().observed());
        SessionFrame start = new SessionFrame.Start(consenting);

        operator.processElement(start, 0);

        assertThat(operator.extractOutputValues()).endsWith(start);
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    private void see(Session session, long recordingMs, FaceObservation face) throws Exception {
        operator.processElement(
                SessionFrame.Decoded.of(session, recordingMs, null, Viewer.PORTRAIT).with(face), 0);
    }

    private DemographicsEstimate end(Session session) throws Exception {
        operator.processElement(
                new SessionFrame.End(session, new RecordingEnd(9000, 30f, 1, null)), 0);
        var out = operator.extractOutputValues();
        RecordingEnd end = ((SessionFrame.End) out.get(out.size() - 1)).recording();
        assertThat(end.recordingMs()).isEqualTo(9000);
        assertThat(end.fpsMean()).isEqualTo(30);
        return end.demographics();
    }
}
