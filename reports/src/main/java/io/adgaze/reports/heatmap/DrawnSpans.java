package io.adgaze.reports.heatmap;

import java.util.Arrays;

/**
 * In which columns of a plane's rows gaze may show, one span a row. Most of a picture lies outside:
 * nothing is blended there.
 *
 * @param from each row's first such column
 * @param end one behind its last; not behind {@code from} where there is none
 */
@SuppressWarnings("ArrayRecordComponent")
record DrawnSpans(int[] from, int[] end) {

    /** None in a plane of this size. */
    private static DrawnSpans none(int width, int height) {
        int[] from = new int[height];
        Arrays.fill(from, width);
        return new DrawnSpans(from, new int[height]);
    }

    /**
     * Of a plane over which the cells of {@code grid} are interpolated bilinearly: a pixel shows
     * gaze only where a cell does whose middle is less than a cell from it.
     *
     * @param firstVisible the least level that shows
     */
    static DrawnSpans of(LevelGrid grid, int firstVisible, int width, int height) {
        DrawnSpans spans = none(width, height);
        for (int row = 0; row < grid.height(); row++) {
            int from = reach(grid.firstFrom(firstVisible, row), grid.width(), width);
            int end = reach(grid.lastFrom(firstVisible, row) + 2, grid.width(), width);
            int bottom = reach(row + 2, grid.height(), height);
            for (int y = reach(row, grid.height(), height); y < bottom; y++) {
                spans.from[y] = Math.min(spans.from[y], from);
                spans.end[y] = Math.max(spans.end[y], end);
            }
        }
        return spans;
    }

    /** The first pixel whose middle is less than a cell from the middle of {@code cell}. */
    private static int reach(int cell, int cells, int pixels) {
        long first = Math.round((cell - 0.5) * pixels / cells);
        return (int) Math.min(pixels, Math.max(0, first));
    }
}
