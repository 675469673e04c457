package io.adgaze.models.evaluation;

import io.adgaze.models.EyeState;
import io.adgaze.models.GazeFeatures;

/**
 * A frame in which it is known where the viewer looks.
 *
 * @param timeMs on the recording's clock; 0 of a still
 * @param features what of the frame tells where the viewer looks
 * @param eye the eyes in it
 * @param xPx the point on the screen
 * @param yPx the point on the screen
 * @param point the calibration point's number, where it calibrates
 */
record Look(long timeMs, GazeFeatures features, EyeState eye, double xPx, double yPx, int point) {

    /** The same frame as one that calibrates point {@code number}. */
    Look ofPoint(int number) {
        return new Look(timeMs, features, eye, xPx, yPx, number);
    }
}
