package io.adgaze.models.evaluation;

import io.adgaze.models.EyeState;

/**
 * A frame in which it is known where the viewer looks.
 *
 * @param timeMs on the recording's clock; 0 of a still
 * @param features of {@link io.adgaze.models.GazeFeatures}
 * @param eye the eyes in it
 * @param xPx the point on the screen
 * @param yPx the point on the screen
 * @param point the calibration point's number, where it calibrates
 */
@SuppressWarnings("ArrayRecordComponent")
record Look(long timeMs, float[] features, EyeState eye, double xPx, double yPx, int point) {

    /** The same frame as one that calibrates point {@code number}. */
    Look ofPoint(int number) {
        return new Look(timeMs, features, eye, xPx, yPx, number);
    }
}
