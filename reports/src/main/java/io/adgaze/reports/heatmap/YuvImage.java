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

    /** Of no colour yet. */
    static YuvImage blank(int width, int height) {
        int quarter = width * height / 4;
        byte[][] planes = {new byte[width * height], new byte[quarter], new byte[quarter]};
        return new YuvImage(width, height, planes);
    }

    YuvImage copy() {
        return new YuvImage(
                width,
                height,
                new byte[][] {planes[0].clone(), planes[1].clone(), planes[2].clone()});
    }

    /** Colours a pixel; of four neighbours' chroma the one set last stays. */
    void set(int x, int y, YuvColor color) {
        int quarter = y / 2 * (width / 2) + x / 2;
        planes[0][y * width + x] = (byte) color.y();
        planes[1][quarter] = (byte) color.u();
        planes[2][quarter] = (byte) color.v();
    }

    /** Width of a plane. */
    int width(int plane) {
        return plane == 0 ? width : width / 2;
    }

    /** Height of a plane. */
    int height(int plane) {
        return plane == 0 ? height : height / 2;
    }
}
