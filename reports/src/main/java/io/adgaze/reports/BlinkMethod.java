package io.adgaze.reports;

import io.adgaze.records.measures.BlinkParameters;

/**
 * How each viewer's blinks were counted; {@link BlinkParameters} tells what each figure is.
 *
 * @param closedBelowLeast bounds, as shares of the session's own open eye, of the opening below
 *     which an eye is closed
 */
record BlinkMethod(
        String filter,
        float closedSpreads,
        float closedBelowLeast,
        float closedBelowMost,
        float openAgainAbove,
        long minDurationMs,
        long maxDurationMs,
        long maxFrameIntervalMs,
        float openLevelRiseMs,
        float openLevelFallMs,
        float spreadMs,
        float maxYawDeg,
        float maxPitchDeg) {

    static BlinkMethod published() {
        return new BlinkMethod(
                BlinkParameters.FILTER,
                BlinkParameters.CLOSED_SPREADS,
                BlinkParameters.MIN_CLOSED,
                BlinkParameters.MAX_CLOSED,
                BlinkParameters.HYSTERESIS,
                BlinkParameters.MIN_MS,
                BlinkParameters.MAX_MS,
                BlinkParameters.MAX_GAP_MS,
                BlinkParameters.RISE_MS,
                BlinkParameters.FALL_MS,
                BlinkParameters.SPREAD_MS,
                BlinkParameters.MAX_YAW_DEG,
                BlinkParameters.MAX_PITCH_DEG);
    }
}
