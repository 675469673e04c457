package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.SCREEN;
import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.operators.HarnessMetrics;
import io.adgaze.operators.Harnesses;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.PlayerEvent.Kind;
import io.adgaze.records.Session;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Points to verify, as a capture page shows them: two after the calibration, and once more after
 * the ad. The viewer sits well at first and has slid aside by the ad's end.
 */
class GazeVerificationTest {

    private static final int FRAME_MS = 40;
    private static final int POINT_MS = 1000;
    private static final long CALIBRATED_MS = 9 * POINT_MS;
    private static final long AD_STARTS_MS = CALIBRATED_MS + 3 * POINT_MS;
    private static final long AD_ENDS_MS = AD_STARTS_MS + 3000;
    private static final long END_MS = AD_ENDS_MS + 3 * POINT_MS;

    private static final List<CalibrationPoint> FITTED =
            Stream.iterate(0, i -> i + 1).limit(9).map(GazeVerificationTest::fitted).toList();

    private static final List<CalibrationPoint> BEFORE =
            List.of(verify(CALIBRATED_MS, .3, .7), verify(CALIBRATED_MS + POINT_MS, .7, .3));

    private static final List<CalibrationPoint> AFTER = List.of(verify(AD_ENDS_MS + 500, .3, .7));

    private static final float DRIFT = .2f;

    private HarnessMetrics metrics;
    private KeyedOneInputStreamOperatorTestHarness<String, SessionFrame, SessionMeasure> operator;

    @BeforeEach
    void open() throws Exception {
        metrics = new HarnessMetrics();
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

    @Test
    void theErrorIsThatOfTheFramesThatLookAtThem() throws Exception {
        float error = watched(session(FITTED, BEFORE)).errorNorm();

        double first = meanDistance(9300, 9800, .3, .7);
        double second = meanDistance(10_300, 10_800, .7, .3);
        assertThat(error).isCloseTo((float) (first + second) / 2, within(1e-5f));
        assertThat(error).isBetween(0f, .1f);
    }

    @Test
    void beforeAndAfterTheAdWeighTheSame() throws Exception {
        float before = watched(session(FITTED, BEFORE)).errorNorm();
        reopen();
        float after = watched(session(FITTED, AFTER)).errorNorm();
        reopen();
        float together = watched(session(FITTED, BEFORE, AFTER)).errorNorm();

        assertThat(after).as("she has slid aside").isCloseTo(DRIFT, within(.1f));
        assertThat(together).isCloseTo((before + after) / 2, within(1e-5f));
    }

    /** Nor do they say what is seen: only how far it is off. */
    @Test
    void noFrameDiffersForThem() throws Exception {
        CalibrationOutcome without = watched(session(FITTED));
        List<MeasuredFrame> expected = measured();
        reopen();
        CalibrationOutcome with = watched(session(FITTED, BEFORE, AFTER));

        assertThat(measured()).isEqualTo(expected);
        assertThat(with.pointsN()).isEqualTo(without.pointsN()).isEqualTo(9);
        assertThat(with.errorNorm()).isNotEqualTo(without.errorNorm());
    }

    @Test
    void noFrameWaitsForThem() throws Exception {
        Session session = session(FITTED, BEFORE, AFTER);

        watch(session, 0, CALIBRATED_MS);
        assertThat(measured()).as("held back for the calibration").isEmpty();
        watch(session, CALIBRATED_MS, CALIBRATED_MS + FRAME_MS);

        assertThat(measured()).hasSize((int) (CALIBRATED_MS / FRAME_MS) + 1);
    }

    @Test
    void pointsToVerifyAmongThoseToFitAreMeasuredOnceItIsFitted() throws Exception {
        List<CalibrationPoint> mixed =
                FITTED.stream()
                        .map(
                                point ->
                                        point.recordingMs() == 4000
                                                ? new CalibrationPoint(
                                                        4000, point.xPx(), point.yPx(), true, null)
                                                : point)
                        .toList();

        CalibrationOutcome outcome = watched(session(mixed));

        assertThat(outcome.pointsN()).as("points that were fitted").isEqualTo(8);
        assertThat(outcome.errorNorm())
                .isCloseTo((float) meanDistance(4300, 5000, .5, .5), within(1e-5f));
    }

    @Test
    void framesAfterAPointWentAwayDoNotCount() throws Exception {
        CalibrationPoint brief =
                new CalibrationPoint(CALIBRATED_MS, 300, 350, true, CALIBRATED_MS + 600);

        CalibrationOutcome outcome = watched(session(FITTED, List.of(brief)));

        assertThat(outcome.errorNorm())
                .isCloseTo((float) meanDistance(9300, 9600, .3, .7), within(1e-5f));
    }

    @Test
    void withoutAUsableFrameTheCalibrationsOwnErrorStands() throws Exception {
        float own = watched(session(FITTED)).errorNorm();
        reopen();
        Session session = session(FITTED, AFTER);
        watch(session, 0, AD_ENDS_MS);
        for (long ms = AD_ENDS_MS; ms < END_MS; ms += FRAME_MS) {
            see(session, ms, Viewer.facing().turned(45));
        }

        assertThat(end(session).errorNorm()).isEqualTo(own);
    }

    @Test
    void withoutPointsToFitThereIsNoGaze() throws Exception {
        Session session = session(BEFORE);
        watch(session, 0, FRAME_MS);
        assertThat(measured()).as("nothing to wait for").hasSize(1);
        watch(session, FRAME_MS, END_MS);

        assertThat(end(session)).isEqualTo(new CalibrationOutcome(0, null));
        assertThat(measured()).allMatch(frame -> frame.gazeXNorm() == null);
        assertThat(metrics.counted("calibrations_failed")).isZero();
    }

    @Test
    void theErrorIsReportedOnceAtTheEnd() throws Exception {
        float error = watched(session(FITTED, BEFORE, AFTER)).errorNorm();

        assertThat(metrics.histogram("gaze_error_norm").getCount()).isEqualTo(1);
        assertThat(metrics.histogram("gaze_error_norm").getStatistics().getQuantile(.5))
                .isCloseTo(error, within(1e-6));
    }

    @Test
    void aRestartInMidPointChangesNothing() throws Exception {
        Session session = session(FITTED, BEFORE, AFTER);
        CalibrationOutcome undisturbed = watched(session);

        for (long ms : new long[] {CALIBRATED_MS + 520, AD_STARTS_MS + 520, AD_ENDS_MS + 1000}) {
            reopen();
            watch(session, 0, ms);
            restart();
            watch(session, ms, END_MS);

            assertThat(end(session)).as("restart at %s ms", ms).isEqualTo(undisturbed);
        }
    }

    @Test
    void nothingIsKeptOfASessionThatEnded() throws Exception {
        watched(session(FITTED, BEFORE, AFTER));

        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    /** The mean distance in widths of a screen twice as wide as it is high. */
    private double meanDistance(long fromMs, long untilMs, double x, double y) {
        LongPredicate within = ms -> ms >= fromMs && ms < untilMs;
        return measured().stream()
                .filter(frame -> within.test(frame.recordingMs()))
                .mapToDouble(f -> Math.hypot(f.gazeXNorm() - x, (f.gazeYNorm() - y) / 2))
                .average()
                .orElseThrow();
    }

    private CalibrationOutcome watched(Session session) throws Exception {
        watch(session, 0, END_MS);
        return end(session);
    }

    private void watch(Session session, long fromMs, long toMs) throws Exception {
        for (long ms = fromMs; ms < toMs; ms += FRAME_MS) {
            see(session, ms, viewerAt(ms));
        }
    }

    /** Her eyes arrive at a point after 200 ms; in the ad, and while she drifts, they stay. */
    private static Viewer viewerAt(long recordingMs) {
        if (recordingMs >= AD_ENDS_MS) {
            return lookingAt(.3 + DRIFT, .7);
        }
        long arrivedMs = Math.max(0, recordingMs - 200);
        return Stream.concat(FITTED.stream(), BEFORE.stream())
                .filter(point -> point.recordingMs() <= arrivedMs)
                .reduce((earlier, later) -> later)
                .map(p -> lookingAt(p.xPx() / SCREEN.widthPx(), p.yPx() / SCREEN.heightPx()))
                .orElseThrow();
    }

    private static Viewer lookingAt(double x, double y) {
        return Viewer.facing().looking(-.2 * (x - .5), .08 * (y - .5));
    }

    private void see(Session session, long recordingMs, Viewer viewer) throws Exception {
        operator.processElement(
                SessionFrame.Decoded.of(session, recordingMs, null, Viewer.PORTRAIT)
                        .with(viewer.observed()),
                0);
    }

    private CalibrationOutcome end(Session session) throws Exception {
        operator.processElement(
                new SessionFrame.End(session, new RecordingEnd(END_MS, 25f, 1, null)), 0);
        List<SessionMeasure> out = operator.extractOutputValues();
        return ((SessionMeasure.End) out.get(out.size() - 1)).end().calibration();
    }

    private List<MeasuredFrame> measured() {
        return operator.extractOutputValues().stream()
                .filter(SessionMeasure.Measured.class::isInstance)
                .map(measure -> ((SessionMeasure.Measured) measure).frame())
                .toList();
    }

    private void reopen() throws Exception {
        close();
        open();
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

    @SafeVarargs
    private static Session session(List<CalibrationPoint>... points) {
        return aSession()
                .calibration(
                        Stream.of(points).flatMap(List::stream).toArray(CalibrationPoint[]::new))
                .events(
                        new PlayerEvent(AD_STARTS_MS, 0, Kind.PLAY),
                        new PlayerEvent(AD_ENDS_MS, 3000, Kind.ENDED))
                .build();
    }

    private static CalibrationPoint fitted(int i) {
        return new CalibrationPoint(
                (long) i * POINT_MS,
                SCREEN.widthPx() * (.1 + .4 * (i % 3)),
                SCREEN.heightPx() * (.1 + .4 * Math.floorDiv(i, 3)),
                null,
                (long) (i + 1) * POINT_MS);
    }

    /** It goes away after 800 ms. */
    private static CalibrationPoint verify(long recordingMs, double x, double y) {
        return new CalibrationPoint(
                recordingMs, SCREEN.widthPx() * x, SCREEN.heightPx() * y, true, recordingMs + 800);
    }
}
