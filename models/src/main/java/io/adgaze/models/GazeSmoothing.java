package io.adgaze.models;

/**
 * The last points of gaze, oldest first.
 *
 * @param recordingMs when each was seen
 * @param xPx where
 * @param yPx where
 */
@SuppressWarnings("ArrayRecordComponent")
public record GazeSmoothing(long[] recordingMs, double[] xPx, double[] yPx) {

    /** Nothing seen yet. */
    public static GazeSmoothing start() {
        return new GazeSmoothing(new long[0], new double[0], new double[0]);
    }
}
