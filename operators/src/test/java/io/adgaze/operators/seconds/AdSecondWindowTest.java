package io.adgaze.operators.seconds;

import static io.adgaze.operators.PlayerEvents.hidden;
import static io.adgaze.operators.PlayerEvents.pause;
import static io.adgaze.operators.PlayerEvents.play;
import static io.adgaze.operators.SessionBuilder.aSession;
import static io.adgaze.operators.seconds.FrameBuilder.at;
import static io.adgaze.operators.seconds.FrameBuilder.invalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.operators.frames.AnalysisException;
import io.adgaze.operators.frames.CalibrationOutcome;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.operators.frames.RecordingEnd;
import io.adgaze.operators.frames.SessionEnd;
import io.adgaze.operators.frames.SessionMeasure;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import io.adgaze.records.Versions;
import io.adgaze.records.ViewerSecond;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdSecondWindowTest {

    private static final OutputTag<FixationRow> FIXATIONS =
            new OutputTag<>("fixations", TypeInformation.of(FixationRow.class));

    private static final OutputTag<FrameRow> FRAMES =
            new OutputTag<>("frames", TypeInformation.of(FrameRow.class));

    private static final CalibrationOutcome CALIBRATED = new CalibrationOutcome(9, 0.04f);

    private final Session session = aSession().build();
    private final HarnessMetrics metrics = new HarnessMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, SessionMeasure, SessionResult> window;

    @BeforeEach
    void open() throws Exception {
        window =
                Harnesses.open(
                        new AdSecondWindow(FIXATIONS, FRAMES),
                        SessionMeasure::sessionId,
                        TypeInformation.of(SessionResult.class),
                        metrics);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
    }

    /** A session without a play has no timeline, and no manifest makes one. */
    @Test
    void whatCannotBeMeasuredIsItsSessionsFaultAndHasNoRow() throws Exception {
        Session impossible = aSession().events().build();
        see(impossible, at(0).build());

        assertThatThrownBy(() -> end(impossible, 3000))
                .hasStackTraceContaining(AnalysisException.class.getName());

        assertThat(window.getOutput()).isEmpty();
        assertThat(Harnesses.sideOutput(window, FRAMES)).isEmpty();
        assertThat(Harnesses.sideOutput(window, FIXATIONS)).isEmpty();
        assertThat(window.numKeyedStateEntries()).isZero();
    }

    @Test
    void theRecordingsEndClosesAllSecondsAtOnce() throws Exception {
        see(session, at(0).build());
        see(session, at(2500).build());
        assertThat(window.getOutput()).isEmpty();

        end(session, 3000);

        assertThat(window.extractOutputValues())
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.seconds())
                                    .extracting(ViewerSecond::framesN)
                                    .containsExactly(1, 0, 1);
                            assertThat(result.summary().framesN()).isEqualTo(2);
                            assertThat(result.ad()).isEqualTo(session.ad());
                        });
    }

    @Test
    void noSecondIsCoveredBeyondTheRecordingsEnd() throws Exception {
        see(session, at(0).build());
        end(session, 1250);

        SessionResult result = window.extractOutputValues().get(0);
        assertThat(result.seconds())
                .extracting(ViewerSecond::coverageRate)
                .containsExactly(1f, .25f);
        assertThat(result.summary().watchedMs()).isEqualTo(1250);
    }

    @Test
    void tellsHowLongASessionTookFromItsLandingOn() throws Exception {
        Session landed = aSession().id("s-2").landedAtMs(60_000).build();
        window.setProcessingTime(62_500);
        see(landed, at(0).build());
        end(landed, 1000);

        Histogram histogram = metrics.histogram("landing_to_rows_s");
        assertThat(histogram.getCount()).isEqualTo(1);
        assertThat(histogram.getStatistics().getQuantile(.5)).isEqualTo(2.5);
    }

    @Test
    void aStoreWhoseClockIsAheadTookNoTime() throws Exception {
        Session landed = aSession().id("s-2").landedAtMs(60_000).build();
        window.setProcessingTime(59_000);
        see(landed, at(0).build());
        end(landed, 1000);

        assertThat(metrics.histogram("landing_to_rows_s").getStatistics().getQuantile(1)).isZero();
    }

    @Test
    void sessionsAreKeptApart() throws Exception {
        Session other = aSession().id("s-2").viewer("v-2").build();

        see(session, at(0).happy(.5f).build());
        see(other, at(0).happy(.1f).build());
        see(session, at(100).happy(.7f).build());
        end(other, 1000);
        end(session, 1000);

        assertThat(window.extractOutputValues())
                .extracting(result -> result.summary().sessionId())
                .containsExactly("s-2", "s-1");
        assertThat(window.extractOutputValues())
                .extracting(result -> result.seconds().get(0).p().happy())
                .containsExactly(.1f, .6f);
    }

    @Test
    void aRestartLosesNoFrame() throws Exception {
        see(session, at(0).happy(.2f).gaze(.5f, .5f).build());
        see(session, invalid(40, InvalidReason.NO_FACE));
        see(session, at(80).blink().happy(.4f).build());
        var state = window.snapshot(1, 1);
        end(session, 1000);
        SessionResult undisturbed = window.extractOutputValues().get(0);
        window.close();

        window =
                Harnesses.restore(
                        new AdSecondWindow(FIXATIONS, FRAMES),
                        SessionMeasure::sessionId,
                        TypeInformation.of(SessionResult.class),
                        state);
        end(session, 1000);

        assertThat(window.extractOutputValues())
                .singleElement()
                .usingRecursiveComparison()
                .isEqualTo(undisturbed);
    }

    @Test
    void nothingIsKeptOfAClosedSession() throws Exception {
        see(session, at(0).build());
        assertThat(window.numKeyedStateEntries()).isPositive();

        end(session, 1000);

        assertThat(window.numKeyedStateEntries()).isZero();
    }

    @Test
    void aSessionThatStartsAgainIsMeasuredOnce() throws Exception {
        see(session, at(0).build());
        see(session, at(40).build());
        window.processElement(new SessionMeasure.Start(session), 0);
        see(session, at(0).build());
        end(session, 1000);

        assertThat(window.extractOutputValues())
                .singleElement()
                .extracting(result -> result.summary().framesN())
                .isEqualTo(1);
        assertThat(Harnesses.sideOutput(window, FRAMES)).hasSize(1);
    }

    @Test
    void makesNoRowsOfFramesWhereNobodyReadsThem() throws Exception {
        window.close();
        window =
                Harnesses.open(
                        new AdSecondWindow(FIXATIONS, null),
                        SessionMeasure::sessionId,
                        TypeInformation.of(SessionResult.class));
        see(session, at(0).build());
        end(session, 1000);

        assertThat(window.extractOutputValues()).hasSize(1);
        assertThat(Harnesses.sideOutput(window, FRAMES)).isEmpty();
    }

    @Test
    void theGazeOfASecondIsSmoothed() throws Exception {
        see(session, at(0).gaze(.2f, .2f).build());
        see(session, at(33).gaze(.9f, .9f).build());
        see(session, at(66).gaze(.2f, .2f).build());
        end(session, 3000);

        SessionResult result = window.extractOutputValues().get(0);
        assertThat(result.seconds().get(0).gazeDispersionNorm()).isZero();
        assertThat(result.seconds().get(0).gazeN()).isEqualTo(3);
        assertThat(Harnesses.sideOutput(window, FRAMES))
                .extracting(FrameRow::gazeXNorm)
                .containsExactly(.2f, .2f, .2f);
    }

    @Test
    void eachAnalysedFrameHasARow() throws Exception {
        Session pausing =
                aSession().events(play(100, 0), hidden(200, 100), pause(300, 200)).build();
        MeasuredFrame seen = at(140).happy(.25f).pose(1, 2, 3).blink().gaze(.5f, 1.5f).build();

        see(pausing, invalid(0, InvalidReason.TOO_DARK));
        see(pausing, seen);
        see(pausing, at(250).gaze(.5f, 1.5f).build());
        see(pausing, at(300).gaze(.5f, 1.5f).build());
        end(pausing, 400);

        List<FrameRow> rows = Harnesses.sideOutput(window, FRAMES);
        assertThat(rows).extracting(FrameRow::adTimeMs).containsExactly(null, 40L, 150L, null);
        assertThat(rows).extracting(FrameRow::valid).containsExactly(false, true, true, true);
        assertThat(rows.get(0).invalidReason()).isEqualTo("too_dark");
        assertThat(rows.get(1))
                .isEqualTo(
                        new FrameRow(
                                "2026-11-22",
                                "s-1",
                                "v-1",
                                "a-1",
                                140,
                                40L,
                                .9f,
                                true,
                                null,
                                new ExpressionProbabilities(0, 0, 0, .25f, 0, 0, .75f),
                                1f,
                                2f,
                                3f,
                                1f,
                                true,
                                .5f,
                                1.5f,
                                true,
                                Versions.METRIC,
                                Versions.MODEL));
        assertThat(rows.get(2).attention()).as("hidden").isFalse();
        assertThat(rows.get(2).gazeXNorm()).as("hidden").isNull();
        assertThat(rows.get(3).attention()).as("ad not playing").isTrue();
    }

    @Test
    void eachFixationHasARow() throws Exception {
        Session late = aSession().events(play(100, 0), pause(2000, 1900)).build();
        look(late, 80, 1100, .25f);
        look(late, 1100, 2060, .75f);
        end(late, 3000);

        List<FixationRow> rows = Harnesses.sideOutput(window, FIXATIONS);
        assertThat(rows).extracting(FixationRow::fixationN).containsExactly(0, 1);
        assertThat(rows).extracting(FixationRow::xNorm).containsExactly(.25f, .75f);
        assertThat(rows.get(1).adMs()).isEqualTo(rows.get(1).recordingMs() - 100);
        assertThat(rows.get(0))
                .isEqualTo(
                        new FixationRow(
                                "2026-11-22",
                                "s-1",
                                "v-1",
                                "a-1",
                                0,
                                0,
                                100,
                                rows.get(0).durationMs(),
                                .25f,
                                .5f,
                                0,
                                .04f,
                                Versions.METRIC,
                                Versions.MODEL));
        assertThat(window.extractOutputValues().get(0).summary().fixationsN()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("uncalibrated")
    void withoutCalibratedGazeNoFixationHasARow(CalibrationOutcome outcome) throws Exception {
        look(session, 0, 1000, .25f);
        end(session, 3000, outcome);

        assertThat(Harnesses.sideOutput(window, FIXATIONS)).isEmpty();
        assertThat(window.extractOutputValues().get(0).summary().fixationsN()).isNull();
    }

    /** Too few points; no consent to gaze. */
    static Stream<CalibrationOutcome> uncalibrated() {
        return Stream.of(new CalibrationOutcome(2, null), null);
    }

    private void look(Session session, long fromMs, long toMs, float x) throws Exception {
        for (long ms = fromMs; ms < toMs; ms += 20) {
            see(session, at(ms).gaze(x, .5f).build());
        }
    }

    private void see(Session session, MeasuredFrame frame) throws Exception {
        window.processElement(new SessionMeasure.Measured(session, frame), 0);
    }

    private void end(Session session, long recordingMs) throws Exception {
        end(session, recordingMs, CALIBRATED);
    }

    private void end(Session session, long recordingMs, CalibrationOutcome calibration)
            throws Exception {
        SessionEnd end = new SessionEnd(new RecordingEnd(recordingMs, 30f, 1, null), calibration);
        window.processElement(new SessionMeasure.End(session, end), 0);
    }
}
