package io.adgaze.records.density;

import static io.adgaze.records.density.DensityGrid.LAYERS;
import static io.adgaze.records.density.DensityGrid.layer;

import io.adgaze.records.density.DensityGrid.Layer;
import io.adgaze.records.measures.HeatmapParameters;

/**
 * One viewer's blur as a mixture of two layers' blurs. The narrower one's share is such that the
 * mixture is exactly as high in its middle as the viewer's own Gaussian; elsewhere it differs by at
 * most 2.8 % of that.
 *
 * @param narrower the narrower layer's index
 * @param share its part of {@link DensityGrid#UNIT}; the next layer has the rest
 * @param sigmaNorm the viewer's own standard deviation, in widths of the picture
 */
public record Blur(int narrower, int share, double sigmaNorm) {

    /** Of a viewer whose gaze error, in widths of the picture, is given. */
    public static Blur ofError(double errorNorm) {
        double sigma = HeatmapParameters.sigmaNorm(errorNorm);
        int narrower = 0;
        while (narrower < LAYERS - 2 && layer(narrower + 1).sigmaNorm() <= sigma) {
            narrower++;
        }
        double peak = peak(sigma);
        double narrow = peak(layer(narrower).sigmaNorm());
        double wide = peak(layer(narrower + 1).sigmaNorm());
        double share = (peak - wide) / (narrow - wide);
        return new Blur(narrower, (int) Math.round(DensityGrid.UNIT * share), sigma);
    }

    /** Height of a Gaussian of integral 1, per square width of the picture. */
    public static double peak(double sigmaNorm) {
        return 1 / (2 * Math.PI * sigmaNorm * sigmaNorm);
    }

    /**
     * Density where a viewer's gaze lies on one place but for its error: the error and the blur,
     * equally wide, make a Gaussian of twice the variance. In {@code 1/}{@value
     * GazeSlice#AGREEMENT_SCALE} viewers per square width of the picture.
     */
    public long agreement() {
        return Math.round(peak(sigmaNorm) / 2 * GazeSlice.AGREEMENT_SCALE);
    }

    /** The two layers' cells of a place and what each gets of {@code weight}. */
    void spread(double xNorm, double yNorm, int weight, CellSink sink) {
        int narrow = weight * share / DensityGrid.UNIT;
        put(layer(narrower), xNorm, yNorm, narrow, sink);
        put(layer(narrower + 1), xNorm, yNorm, weight - narrow, sink);
    }

    private static void put(Layer layer, double xNorm, double yNorm, int weight, CellSink sink) {
        int cell = layer.cellOf(xNorm, yNorm);
        if (cell >= 0 && weight != 0) {
            sink.add(cell, weight);
        }
    }
}
