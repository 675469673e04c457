package io.adgaze.reports.heatmap;

/**
 * A small picture in 8-bit YUV 4:2:0 of limited range, even of size.
 *
 * @param width luma pixels across
 * @param height luma pixels down
 * @param planes luma by row, then the two chroma planes, half as wide and half as high
 */
@SuppressWarnings("ArrayRecordComponent")
record YuvImage(int width, int height, byte[][] planes) {

    /** Luma, blue difference, red difference. */
    static final int PLANES = 3;

    /** Width of a plane. */
    int width(int plane) {
        return plane == 0 ? width : width / 2;
    }

    /** Height of a plane. */
    int height(int plane) {
        return plane == 0 ? height : height / 2;
    }
}
