package io.adgaze.models;

/**
 * The last points of gaze, oldest first.
 *
 * @param recordingMs when each was seen
 * @param xPx where on the screen
 * @param yPx where on the screen
 */
@SuppressWarnings("ArrayRecordComponent")
public record GazeSmoothing(long[] recordingMs, double[] xPx, double[] yPx) {

    private static final GazeSmoothing START =
            new GazeSmoothing(new long[0], new double[0], new double[0]);

    /** Nothing seen yet. */
    public static GazeSmoothing start() {
        return START;
    }
}
