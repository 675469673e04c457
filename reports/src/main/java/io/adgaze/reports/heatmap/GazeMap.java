package io.adgaze.reports.heatmap;

/**
 * Where viewers look at one moment, on a coarse grid over the ad's picture.
 *
 * @param width cells across
 * @param height cells down
 * @param levels density by row, 0..1: 0 where nobody looks, 1 where all look at one place as
 *     sharply as their gaze error lets us see
 * @param viewersN viewers with gaze at that moment, on the picture or off it; 0 where they are too
 *     few to be shown
 */
@SuppressWarnings("ArrayRecordComponent")
record GazeMap(int width, int height, float[] levels, int viewersN) {

    /** Of a moment that shows no gaze. */
    static GazeMap none(int width, int height) {
        return new GazeMap(width, height, new float[width * height], 0);
    }
}
