package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * A point that the viewer was asked to look at.
 *
 * @param recordingMs when the point appeared, on the recording's clock
 * @param xPx horizontal place on the screen, CSS pixels
 * @param yPx vertical place on the screen, CSS pixels
 * @param verify whether it is kept out of the fit; null for no, as in savepoints of before
 */
public record CalibrationPoint(long recordingMs, double xPx, double yPx, @Nullable Boolean verify) {

    /** A point to fit. */
    public CalibrationPoint(long recordingMs, double xPx, double yPx) {
        this(recordingMs, xPx, yPx, null);
    }

    /** Whether the calibration is fitted to it. */
    public boolean isFitted() {
        return !Boolean.TRUE.equals(verify);
    }
}
