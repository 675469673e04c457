package io.adgaze.records.density;

import java.util.Arrays;

/**
 * Sums one slice's cells after another, in one array as large as a slice. Not safe for use by
 * several threads.
 */
public final class SliceSum {

    private final int[] cells = new int[DensityGrid.CELLS];

    /** Cells that have been added to, some more than once; a slice of a few viewers is sparse. */
    private int[] touched = new int[64];

    private int touchedN;

    /**
     * Adds a viewer's unit of gaze, to which all points of the slice add the same.
     *
     * @param from the viewer's first point in the slice
     * @param to behind the last one
     * @param sign 1, or -1 to take the viewer out
     */
    public void add(ViewerGaze gaze, Blur blur, int from, int to, int sign) {
        for (int i = from; i < to; i++) {
            // What does not divide goes to the last points.
            int weight =
                    DensityGrid.UNIT * (i - from + 1) / (to - from)
                            - DensityGrid.UNIT * (i - from) / (to - from);
            double x = (double) gaze.x()[i] / ViewerGaze.PLACE_SCALE;
            double y = (double) gaze.y()[i] / ViewerGaze.PLACE_SCALE;
            blur.spread(x, y, sign * weight, this::add);
        }
    }

    /** Adds what {@link #take} has written. */
    public void add(byte[] written) {
        CellCodec.decode(written, this::add);
    }

    /**
     * @throws ArithmeticException beyond {@value Integer#MAX_VALUE}: some eight million viewers on
     *     one place
     */
    private void add(int cell, int weight) {
        if (cells[cell] == 0) {
            touch(cell);
        }
        cells[cell] = Math.addExact(cells[cell], weight);
    }

    private void touch(int cell) {
        if (touchedN == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touchedN);
        }
        touched[touchedN++] = cell;
    }

    /** The sum, as {@link GazeSlice#cells} holds it; the next one begins at 0. */
    public byte[] take() {
        Arrays.sort(touched, 0, touchedN);
        byte[] written = CellCodec.encode(cells, touched, touchedN);
        for (int i = 0; i < touchedN; i++) {
            cells[touched[i]] = 0;
        }
        touchedN = 0;
        return written;
    }
}
