package io.adgaze.records;

/**
 * A point that the viewer was asked to look at.
 *
 * @param recordingMs when the point appeared, on the recording's clock
 * @param xPx horizontal place on the screen, CSS pixels
 * @param yPx vertical place on the screen, CSS pixels
 */
public record CalibrationPoint(long recordingMs, double xPx, double yPx) {}
