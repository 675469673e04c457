package io.adgaze.capture.browser;

import org.bytedeco.javacpp.indexer.UByteIndexer;

/** Light in parts of a picture. */
final class Pixels {

    private static final int GREEN = 1;

    private Pixels() {}

    /** The mean green, 0..255, of a rectangle of a BGR picture; ends are not in it. */
    static double mean(UByteIndexer bgr, int left, int right, int top, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += bgr.get(y, x, GREEN);
            }
        }
        return (double) sum / ((right - left) * (bottom - top));
    }
}
