package io.adgaze.records.measures;

/**
 * Where a viewer's values may lie to count toward an ad's figures, as the contract tells. One
 * outside is no measurement: it would make the figure of all viewers, and stays out of it. Rates
 * lie within 0 and 1.
 */
public final class FigureRanges {

    /**
     * Gaze, in sides of the ad's picture, farthest to the left and above: from an ad in a corner of
     * a screen ten times as wide the other edge is as far off.
     */
    public static final float GAZE_LEAST_NORM = -10;

    /** Likewise to the right and below; the picture's own edge is at 1. */
    public static final float GAZE_MOST_NORM = 11;

    /** A gaze error, in widths of the ad's picture: likewise a whole screen. */
    public static final float GAZE_ERROR_MOST_NORM = 10;

    /** A head's angles, degrees either way. */
    public static final float ANGLE_MOST_DEG = 180;

    /** Blinks of one ad second, which may have been watched more than once. */
    public static final float BLINKS_MOST = 60;

    private FigureRanges() {}

    /** Whether both coordinates of a place in the ad's picture can be gaze; NaN never is. */
    public static boolean isGaze(float xNorm, float yNorm) {
        return isGaze(xNorm) && isGaze(yNorm);
    }

    private static boolean isGaze(float norm) {
        return norm >= GAZE_LEAST_NORM && norm <= GAZE_MOST_NORM;
    }

    /** Whether it can be a session's gaze error. */
    public static boolean isGazeError(float norm) {
        return norm >= 0 && norm <= GAZE_ERROR_MOST_NORM;
    }
}
