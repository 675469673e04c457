package io.adgaze.records;

import io.adgaze.records.density.DensityGrid;
import io.adgaze.records.density.ViewerGaze;
import io.adgaze.records.measures.FigureRanges;
import java.util.Comparator;
import java.util.stream.IntStream;

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

    /** The part that counts toward an ad's figures; of no points where the error does not. */
    public GazeTrack counting() {
        int[] kept =
                IntStream.range(0, adMs.length)
                        .filter(i -> FigureRanges.isGazeError(errorNorm))
                        .filter(i -> FigureRanges.isGaze(xNorm[i], yNorm[i]))
                        .toArray();
        return kept.length == adMs.length ? this : at(kept);
    }

    /** The points of these indices. */
    public GazeTrack at(int[] indices) {
        int[] ms = new int[indices.length];
        float[] x = new float[indices.length];
        float[] y = new float[indices.length];
        for (int i = 0; i < indices.length; i++) {
            ms[i] = adMs[indices[i]];
            x[i] = xNorm[indices[i]];
            y[i] = yNorm[indices[i]];
        }
        return new GazeTrack(ms, x, y, errorNorm);
    }

    /**
     * In fixed point, by time: a viewer who sought back saw a part of the ad twice. Only of points
     * that count.
     */
    public ViewerGaze inFixedPoint() {
        int[] order =
                IntStream.range(0, adMs.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> adMs[i]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] slices = new int[order.length];
        short[] x = new short[order.length];
        short[] y = new short[order.length];
        for (int i = 0; i < order.length; i++) {
            slices[i] = Math.floorDiv(adMs[order[i]], DensityGrid.SLICE_MS);
            x[i] = (short) Math.round(xNorm[order[i]] * ViewerGaze.PLACE_SCALE);
            y[i] = (short) Math.round(yNorm[order[i]] * ViewerGaze.PLACE_SCALE);
        }
        return new ViewerGaze(slices, x, y, Math.round(errorNorm * ViewerGaze.ERROR_SCALE));
    }

    /** Whether there is no point. */
    public boolean isEmpty() {
        return adMs.length == 0;
    }
}
