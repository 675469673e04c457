package io.adgaze.video;

import java.nio.ByteBuffer;

/**
 * A picture in 8-bit YUV 4:2:0 of limited range, on loan while it is painted on.
 *
 * @param luma brightness, 16..235
 * @param blueDifference chroma, 16..240, half as wide and half as high as {@code luma}
 * @param redDifference chroma like {@code blueDifference}
 * @param timeMs when it is shown, in ms from the video's start
 */
public record YuvPicture(Plane luma, Plane blueDifference, Plane redDifference, double timeMs) {

    /**
     * One byte a pixel.
     *
     * @param pixels row 0 begins at index 0; written in place
     * @param stride from a row's first byte to the next row's
     * @param widthPx pixels in a row; what lies beyond them is padding
     * @param heightPx rows
     */
    public record Plane(ByteBuffer pixels, int stride, int widthPx, int heightPx) {}
}
