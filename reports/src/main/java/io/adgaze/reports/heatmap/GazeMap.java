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

    /**
     * A moment between this one and the next, {@code share} of the way there; none unless both show
     * gaze. Its viewers are those of the nearer of the two, most of whose gaze it shows.
     */
    GazeMap mixedWith(GazeMap next, float share) {
        if (viewersN == 0 || next.viewersN == 0) {
            return none(width, height);
        }
        float[] mixed = new float[levels.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = levels[i] + share * (next.levels[i] - levels[i]);
        }
        return new GazeMap(width, height, mixed, share > 0.5f ? next.viewersN : viewersN);
    }
}
