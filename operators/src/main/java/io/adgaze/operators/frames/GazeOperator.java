package io.adgaze.operators.frames;

import io.adgaze.models.BlinkDetector;
import io.adgaze.models.BlinkStep;
import io.adgaze.models.EyeState;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.HeadPose;
import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.FractionHistogram;
import io.adgaze.operators.metrics.LatencyHistogram;
import io.adgaze.records.Purpose;
import io.adgaze.records.Screen;
import io.adgaze.records.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

/**
 * Measures head pose, blinks, the screen point and attention, where gaze is consented; the last
 * operator that sees pixels.
 *
 * <p>Frames are held back until the last calibration point to fit is over; then the session's own
 * calibration is fitted once and they follow in order. Points to verify hold nothing back: they are
 * measured as their frames pass by, and the error comes with the session's end. What is held back
 * includes small pictures of the eyes, so it is in memory only: a restart before that point has the
 * session read again from its start. Without calibration, or without a screen, there are no screen
 * points, and attention comes from head and eyes.
 */
public final class GazeOperator extends KeyedProcessFunction<String, SessionFrame, SessionMeasure> {

    private static final long serialVersionUID = 1L;

    /** The histogram of calibration errors keeps six decimals. */
    private static final double NORM = 1e6;

    /** Sessions that the histogram looks back: few enough to show today's. */
    private static final int SESSIONS = 100;

    private transient ValueState<GazeMemory> memories;
    private transient ListState<HeldFrame> heldByRelease010;

    /** The frames of calibrations that are not over, by session; of pictures, so never in state. */
    private transient Map<String, List<GazeFrame>> held;

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
        heldByRelease010 =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "held-frames", TypeInformation.of(HeldFrame.class)));
        held = new HashMap<>();
    }

    @Override
    public void processElement(SessionFrame element, Context context, Collector<SessionMeasure> out)
            throws Exception {
        Session session = element.session();
        if (element instanceof SessionFrame.Decoded frame) {
            take(frame, memory(), out);
        } else if (element instanceof SessionFrame.End end) {
            GazeMemory memory = settle(session, memory(), out);
            forget(session);
            CalibrationOutcome outcome = outcome(session, memory);
            report(session, outcome);
            SessionEnd measuredEnd = new SessionEnd(end.recording(), outcome);
            out.collect(new SessionMeasure.End(session, measuredEnd));
        } else {
            forget(session);
            out.collect(new SessionMeasure.Start(session));
        }
    }

    private GazeMemory memory() throws IOException {
        GazeMemory memory = memories.value();
        return memory == null ? GazeMemory.start() : memory;
    }

    private void forget(Session session) {
        memories.clear();
        heldByRelease010.clear();
        held.remove(session.sessionId());
    }

    private void take(SessionFrame.Decoded frame, GazeMemory before, Collector<SessionMeasure> out)
            throws IOException {
        Session session = frame.session();
        CalibrationSchedule schedule = new CalibrationSchedule(session);
        Look look = AnalysisException.guard(() -> look(frame, before, schedule));
        GazeMemory memory = look.memory();
        if (!memory.settled() && !schedule.isOver(frame.recordingMs())) {
            held.computeIfAbsent(session.sessionId(), id -> new ArrayList<>()).add(look.frame());
        } else {
            memory = settle(session, memory, out);
            memory = measure(session, memory, look.frame(), out);
        }
        memories.update(memory);
    }

    /** What a frame shows, and what is to be remembered of it. */
    private record Look(GazeFrame frame, GazeMemory memory) {}

    private Look look(SessionFrame.Decoded frame, GazeMemory before, CalibrationSchedule schedule) {
        if (!frame.isUsableFor(Purpose.GAZE)) {
            return new Look(new GazeFrame(measured(frame, null, null), false, 0, null), before);
        }
        HeadPose pose = HeadPose.of(frame.landmarks());
        EyeState eyes = EyeState.of(frame.landmarks());
        BlinkStep blink = BlinkDetector.step(before.blink(), frame.recordingMs(), eyes, pose);
        boolean mayGiveGaze = schedule.hasPoints() && !blink.closed();
        GazeFrame looked =
                new GazeFrame(
                        measured(frame, pose, blink),
                        blink.closed(),
                        eyes.irisXNorm(),
                        mayGiveGaze ? features(frame) : null);
        return new Look(looked, before.with(blink.track()));
    }

    private GazeFeatures features(SessionFrame.Decoded frame) {
        FaceLandmarks face = frame.landmarks();
        return latency.time(() -> GazeFeatures.of(frame.bgr(), face));
    }

    private static MeasuredFrame measured(
            SessionFrame.Decoded frame, @Nullable HeadPose pose, @Nullable BlinkStep blink) {
        return new MeasuredFrame(
                frame.recordingMs(),
                frame.seen().landmarks() == null ? null : frame.seen().confidence(),
                frame.seen().invalidReason(),
                frame.expression(),
                pose,
                blink == null ? null : blink.openness(),
                blink == null ? null : blink.blinkEnded(),
                null,
                null,
                null);
    }

    /** Fits the calibration once, and lets go of the frames held back for it. */
    private GazeMemory settle(Session session, GazeMemory memory, Collector<SessionMeasure> out) {
        if (memory.settled()) {
            return memory;
        }
        List<GazeFrame> frames =
                Objects.requireNonNullElse(held.remove(session.sessionId()), List.of());
        CalibrationFit fit = new CalibrationFit(session, new CalibrationSchedule(session));
        GazeMemory settled = AnalysisException.guard(() -> fit.settle(memory, frames));
        for (GazeFrame frame : frames) {
            settled = measure(session, settled, frame, out);
        }
        return settled;
    }

    /** Hands a frame on with its gaze; what is remembered of it. */
    private static GazeMemory measure(
            Session session, GazeMemory memory, GazeFrame frame, Collector<SessionMeasure> out) {
        ScreenGaze gaze =
                AnalysisException.guard(() -> ScreenGaze.of(frame, memory, session.screen()));
        MeasuredFrame measured =
                AnalysisException.guard(() -> withGaze(frame, memory, session.screen(), gaze));
        out.collect(new SessionMeasure.Measured(session, measured));
        return gaze == null
                ? memory
                : verification(session).take(memory, frame.recordingMs(), gaze.point());
    }

    private static GazeVerification verification(Session session) {
        return new GazeVerification(session, new CalibrationSchedule(session));
    }

    private static @Nullable CalibrationOutcome outcome(Session session, GazeMemory memory) {
        return AnalysisException.guard(() -> verification(session).outcome(memory));
    }

    private void report(Session session, @Nullable CalibrationOutcome outcome) {
        if (outcome == null || !new CalibrationSchedule(session).hasPoints()) {
            return;
        }
        if (outcome.errorNorm() != null) {
            errors.update(Math.round(outcome.errorNorm() * NORM));
        } else {
            uncalibrated.inc();
        }
    }

    /** A frame with its gaze and attention. */
    private static MeasuredFrame withGaze(
            GazeFrame frame,
            GazeMemory memory,
            @Nullable Screen screen,
            @Nullable ScreenGaze gaze) {
        HeadPose pose = frame.measured().pose();
        if (pose == null) {
            return frame.measured();
        }
        if (screen == null || gaze == null) {
            boolean attention = Attention.byHeadAndEyes(pose, memory, frame);
            return frame.measured().with(null, null, attention);
        }
        boolean attention = Attention.byHeadAndGaze(pose, memory, gaze.point(), screen);
        return frame.measured().with(gaze.xNorm(), gaze.yNorm(), attention);
    }
}
