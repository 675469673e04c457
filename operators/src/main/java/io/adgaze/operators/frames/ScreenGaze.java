package io.adgaze.operators.frames;

import io.adgaze.models.HeadPose;
import io.adgaze.models.ScreenPoint;
import io.adgaze.records.Screen;
import io.adgaze.records.measures.GazeParameters;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame's viewer looks, by the session's calibration.
 *
 * @param point on the screen
 * @param xNorm in the ad's picture: 0 left edge, 1 right edge
 * @param yNorm likewise, 0 top edge, 1 bottom edge
 */
record ScreenGaze(ScreenPoint point, float xNorm, float yNorm) {

    /** As predicted from this frame alone; null where there is none. */
    static @Nullable ScreenGaze of(GazeFrame frame, GazeMemory memory, @Nullable Screen screen) {
        HeadPose pose = frame.measured().pose();
        if (screen == null
                || memory.calibration() == null
                || frame.features() == null
                || pose == null
                || isTurnedAway(pose, memory.aheadYawDeg())) {
            return null;
        }
        ScreenPoint point = memory.calibration().predict(frame.features());
        float x = (float) screen.adXNorm(point.xPx());
        float y = (float) screen.adYNorm(point.yPx());
        return Float.isFinite(x) && Float.isFinite(y) ? new ScreenGaze(point, x, y) : null;
    }

    /** Whether the eyes are no longer seen as they were at the calibration points. */
    static boolean isTurnedAway(HeadPose pose, @Nullable Float aheadYawDeg) {
        return aheadYawDeg != null
                && Math.abs(pose.yawDeg() - aheadYawDeg) > GazeParameters.MAX_TURN_DEG;
    }
}
