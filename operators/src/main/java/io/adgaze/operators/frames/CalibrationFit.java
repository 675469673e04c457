package io.adgaze.operators.frames;

import static java.util.Objects.requireNonNull;

import io.adgaze.models.GazeCalibration;
import io.adgaze.models.GazeSample;
import io.adgaze.models.HeadPose;
import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Purpose;
import io.adgaze.records.Screen;
import io.adgaze.records.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Fits a session's calibration to the frames in which its viewer looked at the points. */
final class CalibrationFit {

    private final Session session;
    private final CalibrationSchedule schedule;

    CalibrationFit(Session session, CalibrationSchedule schedule) {
        this.session = session;
        this.schedule = schedule;
    }

    /** What is remembered once it is fitted, or has failed. */
    GazeMemory settle(GazeMemory memory, List<GazeFrame> frames) {
        if (!session.consent().allows(Purpose.GAZE)) {
            return memory.settled(null, null, null, null);
        }
        List<GazeFrame> looking =
                frames.stream()
                        .filter(frame -> frame.features() != null)
                        .filter(frame -> schedule.fittedAt(frame.recordingMs()).isPresent())
                        .toList();
        List<HeadPose> poses = looking.stream().map(frame -> frame.measured().pose()).toList();
        Float yaw = median(poses, HeadPose::yawDeg);
        Float pitch = median(poses, HeadPose::pitchDeg);
        List<GazeSample> samples =
                looking.stream()
                        .filter(frame -> !isTurnedAway(frame, yaw))
                        .map(this::sample)
                        .toList();
        GazeCalibration fit = fit(samples).orElse(null);
        Float error = fit == null ? null : errorNorm(fit);
        int points = (int) samples.stream().mapToInt(GazeSample::point).distinct().count();
        return memory.settled(
                error == null ? null : fit, new CalibrationOutcome(points, error), yaw, pitch);
    }

    private static boolean isTurnedAway(GazeFrame frame, @Nullable Float aheadYawDeg) {
        return ScreenGaze.isTurnedAway(requireNonNull(frame.measured().pose()), aheadYawDeg);
    }

    private GazeSample sample(GazeFrame frame) {
        int point = schedule.fittedAt(frame.recordingMs()).orElseThrow();
        CalibrationPoint shown = schedule.point(point);
        return new GazeSample(requireNonNull(frame.features()), shown.xPx(), shown.yPx(), point);
    }

    private Optional<GazeCalibration> fit(List<GazeSample> samples) {
        Screen screen = session.screen();
        return samples.isEmpty() || screen == null
                ? Optional.empty()
                : GazeCalibration.fit(samples, screen);
    }

    /** Null where it is not finite, and the fit cannot be used. */
    private @Nullable Float errorNorm(GazeCalibration fit) {
        float error = (float) (fit.heldOutErrorPx() / requireNonNull(session.screen()).adWidth());
        return Float.isFinite(error) ? error : null;
    }

    private static @Nullable Float median(List<HeadPose> poses, ToDoubleFunction<HeadPose> angle) {
        if (poses.isEmpty()) {
            return null;
        }
        double[] sorted = poses.stream().mapToDouble(angle).toArray();
        Arrays.sort(sorted);
        return (float) sorted[sorted.length / 2];
    }
}
