package io.adgaze.video;

/**
 * The form of the pictures that a {@link PicturePainter} paints on: upright, 8-bit YUV 4:2:0 in
 * limited range.
 *
 * @param widthPx even
 * @param heightPx even
 * @param displayAspect width over height as displayed; pixels need not be square
 * @param colorMatrix how their colours are coded
 */
public record PictureFormat(
        int widthPx, int heightPx, double displayAspect, ColorMatrix colorMatrix) {}
