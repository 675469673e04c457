package io.adgaze.operators.frames;

import io.adgaze.models.BlinkDetector;
import io.adgaze.models.BlinkStep;
import io.adgaze.models.EyeState;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.GazeCalibration;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.GazeSample;
import io.adgaze.models.HeadPose;
import io.adgaze.models.ScreenPoint;
import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.FractionHistogram;
import io.adgaze.operators.metrics.LatencyHistogram;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Purpose;
import io.adgaze.records.Screen;
import io.adgaze.records.Session;
import io.adgaze.records.measures.GazeParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Measures head pose, blinks, the screen point and attention, where gaze is consented; the last
 * operator that sees pixels.
 *
 * <p>Frames are held back, without their pixels, until the last calibration point is over; then the
 * session's own calibration is fitted once and they follow in order. Without calibration, or
 * without a screen, there are no screen points, and attention comes from head and eyes.
 */
public final class GazeOperator extends KeyedProcessFunction<String, SessionFrame, SessionMeasure> {

    private static final long serialVersionUID = 1L;

    /** The histogram of calibration errors keeps six decimals. */
    private static final double NORM = 1e6;

    /** Sessions that the histogram looks back: few enough to show today's. */
    private static final int SESSIONS = 100;

    private transient ValueState<GazeMemory> memories;
    private transient ListState<HeldFrame> held;
    private transient LatencyHistogram latency;
    private transient Histogram errors;
    private transient Counter uncalibrated;

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        latency = AdgazeMetrics.modelLatency(metrics, "gaze");
        errors =
                AdgazeMetrics.of(metrics)
                        .histogram("gaze_error_norm", new FractionHistogram(SESSIONS, NORM));
        uncalibrated = AdgazeMetrics.of(metrics).counter("calibrations_failed");
        memories =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "gaze", TypeInformation.of(GazeMemory.class)));
        held =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "held-frames", TypeInformation.of(HeldFrame.class)));
    }

    @Override
    public void processElement(SessionFrame frame, Context context, Collector<SessionMeasure> out)
            throws Exception {
        Session session = frame.session();
        GazeMemory memory = memories.value();
        if (memory == null) {
            memory = GazeMemory.start();
        }
        if (frame.isEnd()) {
            memory = settle(session, memory, out);
            memories.clear();
            out.collect(SessionMeasure.end(session, new SessionEnd(frame.end(), memory.outcome())));
            return;
        }
        HeldFrame looked;
        if (frame.isUsableFor(Purpose.GAZE)) {
            HeadPose pose = HeadPose.of(frame.landmarks());
            EyeState eyes = EyeState.of(frame.landmarks());
            BlinkStep blink = BlinkDetector.step(memory.blink(), frame.recordingMs(), eyes, pose);
            memory = memory.with(blink.track());
            boolean mayGiveGaze =
                    canCalibrate(session) && memory.knowsFeatures() && !blink.closed();
            float[] features = mayGiveGaze ? features(frame) : null;
            looked =
                    new HeldFrame(
                            measured(frame, pose, blink),
                            blink.closed(),
                            eyes.irisXNorm(),
                            features);
        } else {
            looked = new HeldFrame(measured(frame, null, null), false, 0, null);
        }
        if (!memory.settled() && isCalibrating(session, frame.recordingMs())) {
            held.add(looked);
        } else {
            memory = settle(session, memory, out);
            out.collect(SessionMeasure.of(session, measure(session, memory, looked)));
        }
        memories.update(memory);
    }

    private static boolean isCalibrating(Session session, long recordingMs) {
        return canCalibrate(session) && !new CalibrationSchedule(session).isOver(recordingMs);
    }

    private static boolean canCalibrate(Session session) {
        return session.consent().allows(Purpose.GAZE)
                && session.screen() != null
                && !session.calibration().isEmpty();
    }

    private float[] features(SessionFrame frame) {
        FaceLandmarks face = frame.landmarks();
        return latency.time(() -> GazeFeatures.of(frame.bgr(), face));
    }

    private static MeasuredFrame measured(SessionFrame frame, HeadPose pose, BlinkStep blink) {
        return new MeasuredFrame(
                frame.recordingMs(),
                frame.landmarks() == null ? null : frame.face().confidence(),
                frame.face().invalidReason(),
                frame.expression(),
                pose,
                blink == null ? null : blink.openness(),
                blink == null ? null : blink.blinkEnded(),
                null,
                null,
                null);
    }

    /** Fits the calibration once, and lets go of the frames held back for it. */
    private GazeMemory settle(Session session, GazeMemory memory, Collector<SessionMeasure> out)
            throws Exception {
        if (memory.settled()) {
            return memory;
        }
        List<HeldFrame> frames = new ArrayList<>();
        held.get().forEach(frames::add);
        held.clear();
        GazeMemory settled = calibrate(session, memory, frames);
        report(session, settled.outcome());
        for (HeldFrame frame : frames) {
            out.collect(SessionMeasure.of(session, measure(session, settled, frame)));
        }
        return settled;
    }

    private void report(Session session, CalibrationOutcome outcome) {
        if (!canCalibrate(session)) {
            return;
        }
        if (outcome.calibrated()) {
            errors.update(Math.round(outcome.errorNorm() * NORM));
        } else {
            uncalibrated.inc();
        }
    }

    private static GazeMemory calibrate(
            Session session, GazeMemory memory, List<HeldFrame> frames) {
        if (!session.consent().allows(Purpose.GAZE)) {
            return memory.settled(null, null, null, null);
        }
        CalibrationSchedule schedule = new CalibrationSchedule(session);
        List<HeldFrame> looking =
                frames.stream()
                        .filter(frame -> memory.knowsFeatures() && frame.gazeFeatures() != null)
                        .filter(frame -> schedule.pointAt(at(frame)).isPresent())
                        .toList();
        List<HeadPose> poses = looking.stream().map(frame -> frame.measured().pose()).toList();
        Float yaw = median(poses, HeadPose::yawDeg);
        Float pitch = median(poses, HeadPose::pitchDeg);
        List<GazeSample> samples = new ArrayList<>();
        for (HeldFrame frame : looking) {
            if (isTurnedAway(frame.measured().pose(), yaw)) {
                continue;
            }
            int point = schedule.pointAt(at(frame)).getAsInt();
            CalibrationPoint shown = schedule.point(point);
            samples.add(new GazeSample(frame.gazeFeatures(), shown.xPx(), shown.yPx(), point));
        }
        Optional<GazeCalibration> fit =
                samples.isEmpty()
                        ? Optional.empty()
                        : GazeCalibration.fit(samples, session.screen());
        if (fit.isEmpty()) {
            int points = (int) samples.stream().mapToInt(GazeSample::point).distinct().count();
            return memory.settled(null, new CalibrationOutcome(points, null), yaw, pitch);
        }
        GazeCalibration calibration = fit.get();
        float error = (float) (calibration.heldOutErrorPx() / session.screen().adWidth());
        return memory.settled(
                calibration, new CalibrationOutcome(calibration.pointsN(), error), yaw, pitch);
    }

    private static long at(HeldFrame frame) {
        return frame.measured().recordingMs();
    }

    private static boolean isTurnedAway(HeadPose pose, Float aheadYawDeg) {
        return Math.abs(pose.yawDeg() - aheadYawDeg) > GazeParameters.MAX_TURN_DEG;
    }

    private static Float median(List<HeadPose> poses, ToDoubleFunction<HeadPose> angle) {
        if (poses.isEmpty()) {
            return null;
        }
        double[] sorted = poses.stream().mapToDouble(angle).toArray();
        Arrays.sort(sorted);
        return (float) sorted[sorted.length / 2];
    }

    /** A frame with its gaze, as predicted from this frame alone, and attention. */
    private static MeasuredFrame measure(Session session, GazeMemory memory, HeldFrame frame) {
        HeadPose pose = frame.measured().pose();
        if (pose == null) {
            return frame.measured();
        }
        if (memory.calibration() == null
                || frame.gazeFeatures() == null
                || isTurnedAway(pose, memory.aheadYawDeg())) {
            boolean attention = Attention.byHeadAndEyes(pose, memory, frame);
            return frame.measured().with(null, null, attention);
        }
        Screen screen = session.screen();
        ScreenPoint gaze = memory.calibration().predict(frame.gazeFeatures());
        boolean attention = Attention.byHeadAndGaze(pose, memory, gaze, screen);
        return frame.measured()
                .with(
                        (float) screen.adXNorm(gaze.xPx()),
                        (float) screen.adYNorm(gaze.yPx()),
                        attention);
    }
}
