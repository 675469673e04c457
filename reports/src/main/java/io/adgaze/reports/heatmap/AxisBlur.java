package io.adgaze.reports.heatmap;

import io.adgaze.records.density.DensityGrid.Layer;

/**
 * How a layer's cells are blurred along one axis of the picture: what a column of cells adds to
 * each column of a map, or a row to each row.
 *
 * @param from where each of the layer's columns begins to reach, by its index
 * @param end where it ends to
 * @param weights a Gaussian that is 1 in its middle; as long as the map, so that the loops over it
 *     have one index and are compiled to vectors
 */
@SuppressWarnings("ArrayRecordComponent")
record AxisBlur(int[] from, int[] end, float[][] weights) {

    /** Blurs end here, at under a thousandth of their height. */
    private static final double RADIUS_SIGMAS = 4;

    /**
     * @param sigma the blur's standard deviation, in sides of the picture along this axis
     * @param length of the map along this axis
     */
    static AxisBlur of(Layer layer, double sigma, int length) {
        int columns = layer.stride();
        AxisBlur blur =
                new AxisBlur(new int[columns], new int[columns], new float[columns][length]);
        for (int column = 0; column < columns; column++) {
            double middle = layer.middle(column);
            blur.from[column] = firstAt(middle - RADIUS_SIGMAS * sigma, length);
            blur.end[column] = firstAt(middle + RADIUS_SIGMAS * sigma, length);
            for (int at = blur.from[column]; at < blur.end[column]; at++) {
                double distance = ((at + 0.5) / length - middle) / sigma;
                blur.weights[column][at] = (float) Math.exp(-distance * distance / 2);
            }
        }
        return blur;
    }

    /** The first place of the map whose middle is at {@code norm} or behind it. */
    private static int firstAt(double norm, int length) {
        return (int) Math.min(length, Math.max(0, Math.ceil(norm * length - 0.5)));
    }

    /** Adds to a line of the map what {@code amount} in a column comes to. */
    void spread(int column, float amount, float[] line) {
        float[] weight = weights[column];
        for (int at = from[column]; at < end[column]; at++) {
            line[at] += amount * weight[at];
        }
    }
}
