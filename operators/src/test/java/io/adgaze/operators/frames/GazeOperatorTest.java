package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.SCREEN;
import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.models.FaceObservation;
import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.operators.SessionBuilder;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GazeOperatorTest {

    /** A ridge draws its predictions toward the middle. */
    private static final Offset<Float> NEAR = within(.1f);

    private static final Offset<Float> EXACT = within(1e-4f);

    private static final int FRAME_MS = 40;
    private static final int POINT_MS = 1000;

    /** Nine points on the screen of {@link SessionBuilder#SCREEN}, a second each. */
    private static final CalibrationPoint[] POINTS = points(9);

    private static final long CALIBRATED_MS = 9 * POINT_MS;

    private static final long END_MS = CALIBRATED_MS + POINT_MS;

    private final HarnessMetrics metrics = new HarnessMetrics();
    private KeyedOneInputStreamOperatorTestHarness<String, SessionFrame, SessionMeasure> operator;

    @BeforeEach
    void open() throws Exception {
        operator =
                Harnesses.open(
                        new GazeOperator(),
                        SessionFrame::sessionId,
                        InChainType.SESSION_MEASURE,
                        metrics);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Nested
    class WithCalibration {

        private final Session session = aSession().calibration(POINTS).build();

        @Test
        void framesWaitUntilItIsOverAndComeInOrder() throws Exception {
            calibrate(session);
            assertThat(measured()).isEmpty();

            see(session, CALIBRATED_MS, lookingAt(.5, .5));

            List<Long> expected =
                    Stream.iterate(0L, ms -> ms <= CALIBRATED_MS, ms -> ms + FRAME_MS).toList();
            assertThat(measured())
                    .extracting(MeasuredFrame::recordingMs)
                    .containsExactlyElementsOf(expected);
        }

        @Test
        void aHeadThatIsTurnedAwayHasNoScreenPoint() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, Viewer.facing().turned(20));
            see(session, CALIBRATED_MS + 40, Viewer.facing().turned(45));
            end(session);

            List<MeasuredFrame> after =
                    measured().subList(measured().size() - 2, measured().size());
            assertThat(after.get(0).gazeXNorm()).isNotNull();
            assertThat(after.get(1).gazeXNorm()).isNull();
            assertThat(after.get(1).attention()).isFalse();
        }

        @Test
        void theScreenPointIsFoundAgain() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, lookingAt(.3, .7));
            see(session, CALIBRATED_MS + 40, lookingAt(.8, .4));
            CalibrationOutcome outcome = end(session).calibration();

            assertThat(outcome.pointsN()).isEqualTo(9);
            assertThat(outcome.errorNorm()).isBetween(0f, .1f);
            List<MeasuredFrame> after =
                    measured().subList(measured().size() - 2, measured().size());
            assertNear(after.get(0), .3f, .7f);
            assertNear(after.get(1), .8f, .4f);
            assertThat(after).allMatch(frame -> frame.attention());
        }

        @Test
        void itsErrorAndItsTimeAreReported() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, lookingAt(.3, .7));
            float error = end(session).calibration().errorNorm();

            assertThat(metrics.histogram("gaze_error_norm").getCount()).isEqualTo(1);
            assertThat(metrics.histogram("gaze_error_norm").getStatistics().getQuantile(.5))
                    .isCloseTo(error, within(1e-6));
            assertThat(metrics.counted("calibrations_failed")).isZero();
            assertThat(metrics.histogram("model.gaze.latency_ms").getCount())
                    .isEqualTo(measured().size());
        }

        @Test
        void oneWithoutAFaceHasFailed() throws Exception {
            see(session, 0, Viewer.nobody());
            end(session);

            assertThat(metrics.counted("calibrations_failed")).isEqualTo(1);
            assertThat(metrics.histogram("gaze_error_norm").getCount()).isZero();
        }

        @Test
        void gazeIsInTheAdsPictureNotOnTheScreen() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, lookingAt(.3, .7));
            MeasuredFrame onFullScreen = last();
            Session inACorner = aSession().id("s-2").calibration(POINTS).adIn(500, 250).build();

            calibrate(inACorner);
            see(inACorner, CALIBRATED_MS, lookingAt(.3, .7));

            assertThat(last().gazeXNorm()).isCloseTo(2 * onFullScreen.gazeXNorm(), EXACT);
            assertThat(last().gazeYNorm()).isCloseTo(2 * onFullScreen.gazeYNorm(), EXACT);
            assertThat(end(inACorner).calibration().errorNorm())
                    .as("in widths of the ad's picture")
                    .isCloseTo(2 * end(session).calibration().errorNorm(), EXACT);
        }

        @Test
        void lookingFarOffTheAdIsNoAttention() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, lookingAt(1.6, .5));

            assertThat(last().gazeXNorm()).isGreaterThan(1.2f);
            assertThat(last().attention()).isFalse();
        }

        @Test
        void aHeadTurnedAwayIsNoAttention() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, Viewer.facing().turned(40));

            assertThat(last().attention()).isFalse();
        }

        @Test
        void theHeadsPlaceDuringCalibrationIsStraightAhead() throws Exception {
            calibrate(session, 20);
            see(session, CALIBRATED_MS, lookingAt(.5, .5).turned(20));
            assertThat(last().attention()).isTrue();

            see(session, CALIBRATED_MS + 40, lookingAt(.5, .5).turned(-20));
            assertThat(last().attention()).isFalse();
        }

        @Test
        void closedEyesGiveNoScreenPointAndKeepAttention() throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, lookingAt(.5, .5));
            see(session, CALIBRATED_MS + 40, lookingAt(.5, .5).eyesClosed());

            assertThat(last().gazeXNorm()).isNull();
            assertThat(last().gazeYNorm()).isNull();
            assertThat(last().attention()).isTrue();
        }

        @Test
        void blinksDuringCalibrationTeachNothing() throws Exception {
            for (long ms = 0; ms < CALIBRATED_MS; ms += FRAME_MS) {
                Viewer viewer = lookingAtPoint(ms);
                boolean blinking = ms % POINT_MS >= 400 && ms % POINT_MS < 600;
                // With her eyes closed she seems to look far away.
                see(session, ms, blinking ? viewer.looking(.5, .5).eyesClosed() : viewer);
            }
            see(session, CALIBRATED_MS, lookingAt(.3, .7));

            assertNear(last(), .3f, .7f);
            assertThat(measured()).filteredOn(MeasuredFrame::blink).hasSize(9);
        }

        @Test
        void framesThatCannotBeUsedTeachNothing() throws Exception {
            for (long ms = 0; ms < CALIBRATED_MS; ms += FRAME_MS) {
                Viewer viewer = lookingAtPoint(ms);
                boolean joined = ms % POINT_MS >= 400 && ms % POINT_MS < 600;
                see(
                        session,
                        ms,
                        joined
                                ? viewer.looking(.5, .5).unusable(InvalidReason.MANY_FACES)
                                : viewer.observed());
            }
            see(session, CALIBRATED_MS, lookingAt(.3, .7));

            assertNear(last(), .3f, .7f);
        }

        @Test
        void aRecordingThatEndsEarlierIsFittedToWhatThereIs() throws Exception {
            for (long ms = 0; ms < 6 * POINT_MS; ms += FRAME_MS) {
                see(session, ms, lookingAtPoint(ms));
            }
            assertThat(measured()).isEmpty();

            CalibrationOutcome outcome = end(session).calibration();

            assertThat(outcome.pointsN()).isEqualTo(6);
            assertThat(outcome.calibrated()).isTrue();
            assertThat(measured()).hasSize(6 * POINT_MS / FRAME_MS);
            assertThat(measured()).allMatch(frame -> frame.gazeXNorm() != null);
        }

        @Test
        void aRestartAnywhereChangesNothing() throws Exception {
            watch(0, END_MS);
            end(session);
            List<SessionMeasure> undisturbed = operator.extractOutputValues();

            // From its end on the reader goes on with the next frame, before with the first.
            for (long ms : new long[] {0, 2600, CALIBRATED_MS}) {
                assertThat(watchWithARestartAfter(ms, 0))
                        .as("restart in mid-calibration, after %s ms", ms)
                        .usingRecursiveComparison()
                        .isEqualTo(undisturbed);
            }
            for (long ms : new long[] {CALIBRATED_MS + FRAME_MS, CALIBRATED_MS + 200}) {
                assertThat(watchWithARestartAfter(ms, ms))
                        .as("restart after the calibration, after %s ms", ms)
                        .usingRecursiveComparison()
                        .isEqualTo(undisturbed);
            }
        }

        private List<SessionMeasure> watchWithARestartAfter(long ms, long goingOnAtMs)
                throws Exception {
            close();
            open();
            watch(0, ms);
            List<SessionMeasure> before = operator.extractOutputValues();
            restart();
            watch(goingOnAtMs, END_MS);
            end(session);
            Stream<SessionMeasure> after = operator.extractOutputValues().stream();
            return goingOnAtMs == 0
                    ? after.toList()
                    : Stream.concat(before.stream(), after).toList();
        }

        /** The session's frames from one time up to another, behind its start. */
        private void watch(long fromMs, long toMs) throws Exception {
            if (fromMs == 0) {
                operator.processElement(new SessionFrame.Start(session), 0);
            }
            for (long ms = fromMs; ms < toMs; ms += FRAME_MS) {
                Viewer viewer = ms < CALIBRATED_MS ? lookingAtPoint(ms) : lookingAt(.4, .6);
                see(session, ms, ms % 2000 < 200 ? viewer.eyesClosed() : viewer);
            }
        }

        /** Without a restart, too: the reader alone decides what is begun again. */
        @Test
        void aSessionThatStartsAgainIsForgotten() throws Exception {
            watch(0, 2600);
            watch(0, END_MS);
            end(session);

            assertThat(measured()).hasSize((int) (END_MS / FRAME_MS));
            assertThat(operator.numKeyedStateEntries()).isZero();
        }

        /** They hold pictures of the eyes. */
        @Test
        void noFrameOfACalibrationIsInState() throws Exception {
            watch(0, FRAME_MS);
            int afterOneFrame = operator.numKeyedStateEntries();
            int bytes = stateBytes();

            watch(FRAME_MS, CALIBRATED_MS);

            assertThat(operator.numKeyedStateEntries()).isEqualTo(afterOneFrame);
            assertThat(stateBytes()).isEqualTo(bytes);
        }

        private int stateBytes() throws Exception {
            return (int) operator.snapshot(1, 1).getStateSize();
        }

        @Test
        void nothingIsKeptOfASessionThatEnded() throws Exception {
            calibrate(session);
            end(session);

            assertThat(operator.numKeyedStateEntries()).isZero();
        }
    }

    @Nested
    class WithoutScreenPoints {

        @Test
        void noPointWasShown() throws Exception {
            assertNoScreenPoints(aSession().build(), 0);
        }

        @Test
        void theManifestHasNoScreen() throws Exception {
            assertNoScreenPoints(aSession().withoutScreen().calibration(POINTS).build(), 0);
        }

        @Test
        void tooFewPointsWereShown() throws Exception {
            assertNoScreenPoints(aSession().calibration(points(3)).build(), 3);
        }

        private void assertNoScreenPoints(Session session, int pointsN) throws Exception {
            calibrate(session);
            see(session, CALIBRATED_MS, lookingAt(.5, .5));

            assertThat(measured())
                    .hasSize((int) (CALIBRATED_MS / FRAME_MS) + 1)
                    .allMatch(frame -> frame.gazeXNorm() == null && frame.gazeYNorm() == null)
                    .allMatch(frame -> frame.pose() != null && frame.eyeOpen() != null);
            CalibrationOutcome outcome = end(session).calibration();
            assertThat(outcome.calibrated()).isFalse();
            assertThat(outcome.pointsN()).isEqualTo(pointsN);
        }

        @Test
        void framesComeAtOnce() throws Exception {
            Session session = aSession().build();
            see(session, 0, Viewer.facing());

            assertThat(measured()).hasSize(1);
        }

        @Test
        void attentionIsByHeadAndEyes() throws Exception {
            Session session = aSession().build();

            assertThat(attention(session, Viewer.facing())).isTrue();
            assertThat(attention(session, Viewer.facing().turned(20))).isTrue();
            assertThat(attention(session, Viewer.facing().turned(50))).isFalse();
            assertThat(attention(session, Viewer.facing().turned(-50))).isFalse();
            assertThat(attention(session, Viewer.facing().looking(.35, 0))).isFalse();
        }

        private boolean attention(Session session, Viewer viewer) throws Exception {
            see(session, measured().size() * (long) FRAME_MS, viewer);
            return last().attention();
        }
    }

    @Nested
    class EachFrame {

        private final Session session = aSession().build();

        @Test
        void tellsOfHeadAndEyes() throws Exception {
            see(session, 40, Viewer.facing().turned(15));

            MeasuredFrame frame = last();
            assertThat(frame.recordingMs()).isEqualTo(40);
            assertThat(frame.valid()).isTrue();
            assertThat(frame.faceConfidence()).isEqualTo(.99f);
            assertThat(frame.pose().yawDeg()).isBetween(10f, 25f);
            assertThat(frame.eyeOpen()).isEqualTo(1);
            assertThat(frame.blink()).isFalse();
        }

        @Test
        void aBlinkCountsWhereItEnds() throws Exception {
            for (int i = 0; i < 10; i++) {
                Viewer viewer = Viewer.facing();
                see(session, i * 40L, i >= 4 && i < 7 ? viewer.eyesClosed() : viewer);
            }

            assertThat(measured())
                    .extracting(MeasuredFrame::blink)
                    .containsExactly(
                            false, false, false, false, false, false, false, true, false, false);
        }

        @Test
        void carriesTheExpressionOn() throws Exception {
            ExpressionProbabilities p = new ExpressionProbabilities(0, 0, 0, 1, 0, 0, 0);
            operator.processElement(
                    SessionFrame.Decoded.of(session, 0, null, Viewer.PORTRAIT)
                            .with(Viewer.facing().observed())
                            .with(p),
                    0);

            assertThat(last().expression()).isEqualTo(p);
        }

        @Test
        void withoutAFaceNothingIsMeasured() throws Exception {
            see(session, 0, Viewer.nobody());

            assertThat(last())
                    .isEqualTo(
                            new MeasuredFrame(
                                    0,
                                    null,
                                    InvalidReason.NO_FACE,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null));
        }

        @Test
        void thatCannotBeUsedSaysWhy() throws Exception {
            see(session, 0, Viewer.facing().unusable(InvalidReason.TOO_DARK));

            assertThat(last().invalidReason()).isEqualTo(InvalidReason.TOO_DARK);
            assertThat(last().faceConfidence()).isEqualTo(.99f);
            assertThat(last().pose()).isNull();
            assertThat(last().attention()).isNull();
        }

        @Test
        void withoutConsentNothingOfTheEyesIsComputed() throws Exception {
            Session refusing =
                    aSession()
                            .consentTo(Purpose.EXPRESSIONS, Purpose.DEMOGRAPHICS)
                            .calibration(POINTS)
                            .build();

            see(refusing, 0, Viewer.facing());
            assertThat(measured()).as("nothing to wait for").hasSize(1);
            SessionEnd end = end(refusing);

            assertThat(
                            Stream.of(
                                    last().pose(),
                                    last().eyeOpen(),
                                    last().blink(),
                                    last().gazeXNorm(),
                                    last().gazeYNorm(),
                                    last().attention()))
                    .allMatch(Objects::isNull);
            assertThat(last().valid()).isTrue();
            assertThat(end.calibration()).isNull();
        }
    }

    @Test
    void theEndTellsWhereTheRecordingEnded() throws Exception {
        Session session = aSession().build();
        see(session, 0, Viewer.facing());

        assertThat(end(session).recording()).isEqualTo(new RecordingEnd(60_000, 25f, 1, null));
    }

    private void calibrate(Session session) throws Exception {
        calibrate(session, 0);
    }

    private void calibrate(Session session, double yawDeg) throws Exception {
        for (long ms = 0; ms < CALIBRATED_MS; ms += FRAME_MS) {
            see(session, ms, lookingAtPoint(ms).turned(yawDeg));
        }
    }

    private void see(Session session, long recordingMs, Viewer viewer) throws Exception {
        see(session, recordingMs, viewer.observed());
    }

    private void see(Session session, long recordingMs, FaceObservation face) throws Exception {
        operator.processElement(
                SessionFrame.Decoded.of(session, recordingMs, null, Viewer.PORTRAIT).with(face), 0);
    }

    private SessionEnd end(Session session) throws Exception {
        operator.processElement(
                new SessionFrame.End(session, new RecordingEnd(60_000, 25f, 1, null)), 0);
        List<SessionMeasure> out = operator.extractOutputValues();
        return ((SessionMeasure.End) out.get(out.size() - 1)).end();
    }

    private void restart() throws Exception {
        var state = operator.snapshot(1, 1);
        operator.close();
        operator =
                Harnesses.restore(
                        new GazeOperator(),
                        SessionFrame::sessionId,
                        InChainType.SESSION_MEASURE,
                        state);
    }

    private List<MeasuredFrame> measured() {
        return operator.extractOutputValues().stream()
                .filter(SessionMeasure.Measured.class::isInstance)
                .map(measure -> ((SessionMeasure.Measured) measure).frame())
                .toList();
    }

    private MeasuredFrame last() {
        return measured().get(measured().size() - 1);
    }

    /** The viewer at a time of the calibration; her eyes arrive after 200 ms. */
    private static Viewer lookingAtPoint(long recordingMs) {
        long arrived = Math.max(0, recordingMs - 200);
        CalibrationPoint point = POINTS[(int) Math.min(POINTS.length - 1, arrived / POINT_MS)];
        return lookingAt(point.xPx() / SCREEN.widthPx(), point.yPx() / SCREEN.heightPx());
    }

    /** Her irises follow the place on the screen, 0..1. */
    private static Viewer lookingAt(double x, double y) {
        return Viewer.facing().looking(-.2 * (x - .5), .08 * (y - .5));
    }

    private static CalibrationPoint[] points(int n) {
        CalibrationPoint[] points = new CalibrationPoint[n];
        for (int i = 0; i < n; i++) {
            points[i] =
                    new CalibrationPoint(
                            (long) i * POINT_MS,
                            SCREEN.widthPx() * (.1 + .4 * (i % 3)),
                            SCREEN.heightPx() * (.1 + .4 * Math.floorDiv(i, 3)));
        }
        return points;
    }

    private static void assertNear(MeasuredFrame frame, float x, float y) {
        assertThat(frame.gazeXNorm()).isCloseTo(x, NEAR);
        assertThat(frame.gazeYNorm()).isCloseTo(y, NEAR);
    }
}
