package io.adgaze.operators.frames;

import org.jspecify.annotations.Nullable;

/**
 * How a session's gaze calibration went.
 *
 * @param pointsN points that gave usable frames
 * @param errorNorm mean distance between held-out points and their prediction, in widths of the
 *     ad's picture; null when too few points gave usable frames, and then there is no gaze
 */
public record CalibrationOutcome(int pointsN, @Nullable Float errorNorm) {

    /** Whether the session has screen points. */
    public boolean calibrated() {
        return errorNorm != null;
    }
}
