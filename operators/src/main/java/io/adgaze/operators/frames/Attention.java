package io.adgaze.operators.frames;

import static io.adgaze.records.measures.AttentionParameters.HEAD_PITCH_DEG;
import static io.adgaze.records.measures.AttentionParameters.HEAD_YAW_DEG;
import static io.adgaze.records.measures.AttentionParameters.LEAST_MARGIN_NORM;
import static io.adgaze.records.measures.AttentionParameters.UNKNOWN_CAMERA_DEG;
import static java.util.Objects.requireNonNull;

import io.adgaze.models.HeadPose;
import io.adgaze.models.ScreenPoint;
import io.adgaze.records.Screen;

/**
 * Whether a viewer is turned toward the ad: by the head, and by the gaze where it is measured, else
 * by the eyes in the head.
 */
final class Attention {

    /** Mean adult palpebral fissure and eyeball radius, mm (Gray's Anatomy). */
    private static final double EYE_WIDTH_MM = 30;

    private static final double EYEBALL_RADIUS_MM = 12;

    private Attention() {}

    static boolean byHeadAndGaze(
            HeadPose pose, GazeMemory memory, ScreenPoint gaze, Screen screen) {
        return byHead(pose, memory)
                && isNear(
                        gaze, screen, requireNonNull(requireNonNull(memory.outcome()).errorNorm()));
    }

    static boolean byHeadAndEyes(HeadPose pose, GazeMemory memory, GazeFrame frame) {
        if (!byHead(pose, memory)) {
            return false;
        }
        if (frame.eyesClosed()) {
            return true; // A blink does not end attention.
        }
        double sine = frame.irisXNorm() * EYE_WIDTH_MM / EYEBALL_RADIUS_MM;
        double eyeYawDeg = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, sine))));
        return Math.abs(pose.yawDeg() - aheadYaw(memory) + eyeYawDeg)
                <= HEAD_YAW_DEG + UNKNOWN_CAMERA_DEG;
    }

    private static boolean byHead(HeadPose pose, GazeMemory memory) {
        float slack = memory.aheadYawDeg() == null ? UNKNOWN_CAMERA_DEG : 0;
        return Math.abs(pose.yawDeg() - aheadYaw(memory)) <= HEAD_YAW_DEG + slack
                && Math.abs(pose.pitchDeg() - aheadPitch(memory)) <= HEAD_PITCH_DEG + slack;
    }

    private static float aheadYaw(GazeMemory memory) {
        return memory.aheadYawDeg() == null ? 0 : memory.aheadYawDeg();
    }

    private static float aheadPitch(GazeMemory memory) {
        return memory.aheadPitchDeg() == null ? 0 : memory.aheadPitchDeg();
    }

    /** On the ad's picture, give or take the session's own gaze error. */
    private static boolean isNear(ScreenPoint gaze, Screen screen, float errorNorm) {
        double marginX = Math.max(LEAST_MARGIN_NORM, errorNorm);
        double marginY = marginX * screen.adWidth() / screen.adHeight();
        double x = screen.adXNorm(gaze.xPx());
        double y = screen.adYNorm(gaze.yPx());
        return x >= -marginX && x <= 1 + marginX && y >= -marginY && y <= 1 + marginY;
    }
}
