package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * A point that the viewer was asked to look at.
 *
 * @param recordingMs when the point appeared, on the recording's clock
 * @param xPx horizontal place on the screen, CSS pixels
 * @param yPx vertical place on the screen, CSS pixels
 * @param verify whether it is kept out of the fit, and the gaze error measured on it; null for no,
 *     as in savepoints of before
 * @param untilMs when the point went away, on the recording's clock; null where that is not told,
 *     as in savepoints of before
 */
public record CalibrationPoint(
        long recordingMs,
        double xPx,
        double yPx,
        @Nullable Boolean verify,
        @Nullable Long untilMs) {

    /** A point to fit, of which it is not told when it went away. */
    public CalibrationPoint(long recordingMs, double xPx, double yPx) {
        this(recordingMs, xPx, yPx, null, null);
    }

    /** Whether the calibration is fitted to it. */
    public boolean isFitted() {
        return !Boolean.TRUE.equals(verify);
    }
}
