package io.adgaze.reports;

import io.adgaze.records.measures.FixationParameters;
import io.adgaze.records.measures.GazeParameters;

/**
 * How each viewer's gaze was parted into the fixations of {@code viewer_seconds} and {@code
 * sessions}; {@link FixationParameters} tells what each figure is.
 *
 * @param unit of the distances
 */
record FixationMethod(
        String filter,
        String unit,
        long smoothingWindowMs,
        double velocityThresholdPerS,
        long velocityWindowMs,
        long minDurationMs,
        long maxGapMs,
        long maxFrameIntervalMs,
        long maxAdJumpMs,
        long mergeMaxTimeMs,
        double mergeMaxDistance) {

    static FixationMethod published() {
        return new FixationMethod(
                FixationParameters.FILTER,
                FixationParameters.UNIT,
                GazeParameters.SMOOTHING_WINDOW_MS,
                FixationParameters.VELOCITY_PER_S,
                FixationParameters.VELOCITY_WINDOW_MS,
                FixationParameters.MIN_MS,
                FixationParameters.MAX_GAP_MS,
                FixationParameters.MAX_FRAME_INTERVAL_MS,
                FixationParameters.MAX_AD_JUMP_MS,
                FixationParameters.MERGE_MS,
                FixationParameters.MERGE_DISTANCE);
    }
}
