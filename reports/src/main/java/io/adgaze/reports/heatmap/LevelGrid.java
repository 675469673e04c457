package io.adgaze.reports.heatmap;

/**
 * A map's density in the palette's steps.
 *
 * @param width cells across
 * @param height cells down
 * @param levels by row, 0..255 each
 */
@SuppressWarnings("ArrayRecordComponent")
record LevelGrid(int width, int height, byte[] levels) {

    static LevelGrid of(GazeMap gaze) {
        byte[] levels = new byte[gaze.levels().length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (int) (gaze.levels()[i] * (Palette.LEVELS - 1) + 0.5f);
        }
        return new LevelGrid(gaze.width(), gaze.height(), levels);
    }

    /** The first column of a row that has {@code level} or more; the width where none has. */
    int firstFrom(int level, int row) {
        int column = 0;
        while (column < width && at(row, column) < level) {
            column++;
        }
        return column;
    }

    /** The last column of a row that has {@code level} or more; -1 where none has. */
    int lastFrom(int level, int row) {
        int column = width - 1;
        while (column >= 0 && at(row, column) < level) {
            column--;
        }
        return column;
    }

    private int at(int row, int column) {
        return Byte.toUnsignedInt(levels[row * width + column]);
    }
}
