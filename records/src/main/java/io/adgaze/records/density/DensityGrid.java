package io.adgaze.records.density;

import io.adgaze.records.measures.HeatmapParameters;

/**
 * The cells in which gaze is counted. Gaze is not counted as a blurred picture, since a blur is the
 * same whoever is behind it: each place is one cell, and the blur is drawn from the cells. Viewers'
 * gaze errors differ, so there is one layer of cells for each of {@value #LAYERS} blurs, from the
 * narrowest to the widest, each wider than the one before by the square root of two. A blur between
 * two layers is counted in both, in parts.
 *
 * <p>A layer's cells are as much wider as its blur is: always {@code 1/2.56} of the blur's standard
 * deviation in widths of the picture. A layer reaches {@value #MARGIN} of its cells beyond each
 * edge of the picture, whence a blur still reaches into it. Places are in sides of the picture, so
 * that the picture's shape need not be known.
 */
public final class DensityGrid {

    /** Length of a slice of the ad, ms. */
    public static final int SLICE_MS = 100;

    /** What one viewer adds to one slice, in which there is gaze of theirs. */
    public static final int UNIT = 256;

    /** Layers of cells, one for each blur. */
    public static final int LAYERS = 7;

    /** Cells beyond each edge of the picture. */
    static final int MARGIN = 12;

    /** Cells along each side of the picture, in the layer of the narrowest blur. */
    private static final int FINEST = 128;

    private static final Layer[] ALL = layers();

    /** Cells of all layers together: a slice's cells are numbered from 0 to below this. */
    public static final int CELLS = ALL[LAYERS - 1].first() + ALL[LAYERS - 1].cells();

    private DensityGrid() {}

    /**
     * One blur's cells, by row.
     *
     * @param first the number of its first cell
     * @param side cells along each side of the picture, without the margins
     * @param sigmaNorm the blur's standard deviation, in widths of the picture
     */
    public record Layer(int first, int side, double sigmaNorm) {

        /** Cells along each side, margins included. */
        public int stride() {
            return side + 2 * MARGIN;
        }

        /** How many cells it has. */
        public int cells() {
            return stride() * stride();
        }

        /** The middle of a column, or of a row, in sides of the picture. */
        public double middle(int index) {
            return (index - MARGIN + 0.5) / side;
        }

        /** The cell of a place; -1 beyond the margin, from where nothing reaches the picture. */
        int cellOf(double xNorm, double yNorm) {
            int column = (int) Math.floor(xNorm * side) + MARGIN;
            int row = (int) Math.floor(yNorm * side) + MARGIN;
            boolean isInside = column >= 0 && column < stride() && row >= 0 && row < stride();
            return isInside ? first + row * stride() + column : -1;
        }
    }

    /** A layer, from 0, that of the narrowest blur. */
    public static Layer layer(int index) {
        return ALL[index];
    }

    private static Layer[] layers() {
        Layer[] layers = new Layer[LAYERS];
        int first = 0;
        for (int i = 0; i < LAYERS; i++) {
            double wider = Math.pow(2, i / 2.0);
            layers[i] =
                    new Layer(
                            first,
                            (int) Math.round(FINEST / wider),
                            HeatmapParameters.MIN_SIGMA_NORM * wider);
            first += layers[i].cells();
        }
        return layers;
    }
}
