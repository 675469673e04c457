package io.adgaze.records.measures;

/** How viewers' gaze becomes the density that a heatmap shows. */
public final class HeatmapParameters {

    /**
     * Length of the sliding window, ms: long enough for a few fixations, short enough to follow
     * cuts. A viewer has gaze at a moment with a point less than half of it away.
     */
    public static final int WINDOW_MS = 1000;

    /** Narrowest kernel, in widths of the picture: no webcam sees finer. */
    public static final double MIN_SIGMA_NORM = 0.02;

    /** Widest kernel, in widths of the picture: beyond it a map says nothing. */
    public static final double MAX_SIGMA_NORM = 0.15;

    /** Mean length of a 2-D Gaussian error over its sigma (the mean of a Rayleigh distribution). */
    public static final double MEAN_ERROR_PER_SIGMA = Math.sqrt(Math.PI / 2);

    private HeatmapParameters() {}

    /**
     * Kernel width of a viewer whose gaze was measured with a mean distance {@code errorNorm} from
     * where it should be. A 2-D Gaussian error of standard deviation sigma has the mean length
     * sigma x sqrt(pi / 2), so sigma = error / 1.2533.
     *
     * @param errorNorm mean error in widths of the picture
     * @return sigma in widths of the picture, within {@link #MIN_SIGMA_NORM} and {@link
     *     #MAX_SIGMA_NORM}
     */
    public static double sigmaNorm(double errorNorm) {
        double sigma = errorNorm / MEAN_ERROR_PER_SIGMA;
        return Math.min(MAX_SIGMA_NORM, Math.max(MIN_SIGMA_NORM, sigma));
    }
}
