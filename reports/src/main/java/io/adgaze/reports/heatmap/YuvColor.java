package io.adgaze.reports.heatmap;

import io.adgaze.video.ColorMatrix;

/**
 * A colour in 8-bit YUV of limited range.
 *
 * @param y luma, 16..235
 * @param u blue difference, 16..240
 * @param v red difference, 16..240
 */
record YuvColor(int y, int u, int v) {

    /**
     * Converts 8-bit RGB by the weights of {@code matrix} (ITU-R BT.601's and BT.709's sections on
     * digital representation: luma spans 219 steps above 16, chroma 224 around 128).
     */
    static YuvColor ofRgb(int red, int green, int blue, ColorMatrix matrix) {
        double redWeight = matrix.redWeight();
        double blueWeight = matrix.blueWeight();
        double luma = redWeight * red + (1 - redWeight - blueWeight) * green + blueWeight * blue;
        return new YuvColor(
                (int) Math.round(16 + luma * 219 / 255),
                (int) Math.round(128 + (blue - luma) / (2 * (1 - blueWeight)) * 224 / 255),
                (int) Math.round(128 + (red - luma) / (2 * (1 - redWeight)) * 224 / 255));
    }

    /** {@code share} of {@code whole} of the way to {@code other}. */
    YuvColor mixedWith(YuvColor other, int share, int whole) {
        return new YuvColor(
                y + (other.y - y) * share / whole,
                u + (other.u - u) * share / whole,
                v + (other.v - v) * share / whole);
    }
}
