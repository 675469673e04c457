package io.adgaze.records;

/**
 * Where one viewer looked in the ad's picture over the ad, thinned to at most {@value #RATE_HZ}
 * points a second. Holds no identifier.
 *
 * @param adMs ad media time of each point
 * @param xNorm horizontal place, 0 left edge, 1 right edge of the ad's picture
 * @param yNorm vertical place, 0 top edge, 1 bottom edge
 * @param errorNorm the session's held-out calibration error, in widths of the ad's picture
 */
public record GazeTrack(int[] adMs, float[] xNorm, float[] yNorm, float errorNorm) {

    /** Points a second that are kept: enough for fixations, which last 200 ms and more. */
    public static final int RATE_HZ = 10;
}
