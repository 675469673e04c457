package io.adgaze.video;

/** By which weights RGB becomes YUV. */
public enum ColorMatrix {
    /** ITU-R BT.601: standard definition. */
    BT601(0.299, 0.114),
    /** ITU-R BT.709: high definition. */
    BT709(0.2126, 0.0722);

    private final double redWeight;
    private final double blueWeight;

    ColorMatrix(double redWeight, double blueWeight) {
        this.redWeight = redWeight;
        this.blueWeight = blueWeight;
    }

    /** Red's share of luma; green's is what red and blue leave of 1. */
    public double redWeight() {
        return redWeight;
    }

    /** Blue's share of luma. */
    public double blueWeight() {
        return blueWeight;
    }
}
