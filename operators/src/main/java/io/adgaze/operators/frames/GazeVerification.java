package io.adgaze.operators.frames;

import static java.util.Objects.requireNonNull;

import io.adgaze.models.ScreenPoint;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.Session;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Measures a session's gaze error on the points that its calibration was not fitted to.
 *
 * <p>What is asked is the error while the ad played. Before the ad it is that of a fresh
 * calibration, after it that of one from which the head has drifted; halfway between is the mean of
 * an error that grows evenly over the ad. So both sides weigh the same, whatever their points.
 */
final class GazeVerification {

    private final Session session;
    private final CalibrationSchedule schedule;

    GazeVerification(Session session, CalibrationSchedule schedule) {
        this.session = session;
        this.schedule = schedule;
    }

    /** What is remembered after a frame whose gaze was predicted, if it tells anything. */
    GazeMemory take(GazeMemory memory, long recordingMs, ScreenPoint gaze) {
        OptionalInt point = schedule.verifiedAt(recordingMs);
        if (point.isEmpty()) {
            return memory;
        }
        CalibrationPoint shown = schedule.point(point.getAsInt());
        double errorPx = Math.hypot(gaze.xPx() - shown.xPx(), gaze.yPx() - shown.yPx());
        VerificationErrors before =
                memory.verification() == null
                        ? VerificationErrors.none(schedule.size())
                        : memory.verification();
        return memory.with(before.with(point.getAsInt(), errorPx));
    }

    /**
     * How the calibration went, with the error of the points to verify, or with its own where none
     * of them could be measured; null where gaze was not consented.
     */
    @Nullable CalibrationOutcome outcome(GazeMemory memory) {
        CalibrationOutcome fitted = memory.outcome();
        if (fitted == null || !fitted.calibrated() || memory.verification() == null) {
            return fitted;
        }
        double adWidthPx = requireNonNull(session.screen()).adWidth();
        float errorNorm = (float) (errorPx(memory.verification()) / adWidthPx);
        return Float.isFinite(errorNorm)
                ? new CalibrationOutcome(fitted.pointsN(), errorNorm)
                : fitted;
    }

    private double errorPx(VerificationErrors errors) {
        long adStartMs = adStartMs();
        OptionalDouble before =
                errors.meanPx(point -> schedule.point(point).recordingMs() < adStartMs);
        OptionalDouble after =
                errors.meanPx(point -> schedule.point(point).recordingMs() >= adStartMs);
        return DoubleStream.concat(before.stream(), after.stream()).average().orElse(Double.NaN);
    }

    /** A session has a play. */
    private long adStartMs() {
        return session.playerEvents().stream()
                .filter(event -> event.kind() == PlayerEvent.Kind.PLAY)
                .mapToLong(PlayerEvent::recordingMs)
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
