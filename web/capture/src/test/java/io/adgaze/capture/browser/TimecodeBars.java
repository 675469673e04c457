package io.adgaze.capture.browser;

import java.util.OptionalInt;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;

/** A frame's number, as ten bars that are bright or dark across a picture 640 px wide. */
final class TimecodeBars {

    static final int WIDTH_PX = 640;

    private static final int BARS = 10;
    private static final int BAR_PX = WIDTH_PX / BARS;
    private static final int DARK = 70;
    private static final int BRIGHT = 180;

    /** Their luma, as an expression of FFmpeg's filter geq; its commas are escaped. */
    static final String LUMA =
            "16+219*mod(floor((N+1)/pow(2\\,floor(X/%d)))\\,2)".formatted(BAR_PX);

    private TimecodeBars() {}

    /**
     * The number of the frame, from 0, whose bars fill the picture's width between two rows; empty
     * where there are none or a mixture of two.
     */
    static OptionalInt frameIn(Mat bgr, int top, int bottom) {
        int code = 0;
        try (UByteIndexer pixels = bgr.createIndexer()) {
            for (int bar = 0; bar < BARS; bar++) {
                double light = light(pixels, bar, top, bottom);
                if (light > DARK && light < BRIGHT) {
                    return OptionalInt.empty();
                }
                code |= (light > DARK ? 1 : 0) << bar;
            }
        }
        return code == 0 ? OptionalInt.empty() : OptionalInt.of(code - 1);
    }

    /** Of a bar's middle half, which its neighbours do not bleed into. */
    private static double light(UByteIndexer pixels, int bar, int top, int bottom) {
        int from = bar * BAR_PX + BAR_PX / 4;
        return Pixels.mean(pixels, from, from + BAR_PX / 2, top, bottom);
    }
}
