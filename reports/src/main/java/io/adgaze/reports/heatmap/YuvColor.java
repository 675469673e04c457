package io.adgaze.reports.heatmap;

/**
 * A colour in 8-bit YUV of limited range.
 *
 * @param y luma, 16..235
 * @param u blue difference, 16..240
 * @param v red difference, 16..240
 */
record YuvColor(int y, int u, int v) {

    /**
     * Converts 8-bit RGB by the weights of ITU-R BT.709 or BT.601 (their sections on digital
     * representation: luma spans 219 steps above 16, chroma 224 around 128).
     */
    static YuvColor ofRgb(int red, int green, int blue, boolean bt709) {
        double redWeight = bt709 ? 0.2126 : 0.299;
        double blueWeight = bt709 ? 0.0722 : 0.114;
        double luma = redWeight * red + (1 - redWeight - blueWeight) * green + blueWeight * blue;
        return new YuvColor(
                (int) Math.round(16 + luma * 219 / 255),
                (int) Math.round(128 + (blue - luma) / (2 * (1 - blueWeight)) * 224 / 255),
                (int) Math.round(128 + (red - luma) / (2 * (1 - redWeight)) * 224 / 255));
    }
}
