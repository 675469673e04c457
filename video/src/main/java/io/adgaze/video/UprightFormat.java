package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The form of a copy's pictures, and of the video's pictures that they are made of.
 *
 * @param codedWidth width of the video's pictures as stored, after scaling
 * @param codedHeight height of the video's pictures as stored, after scaling
 * @param orientation how stored pictures become upright
 * @param pixelAspectNum width of an upright pixel
 * @param pixelAspectDen height of an upright pixel, in the same unit
 * @param storedColors the video's colours
 * @param colors the copy's
 */
record UprightFormat(
        int codedWidth,
        int codedHeight,
        Orientation orientation,
        int pixelAspectNum,
        int pixelAspectDen,
        Colors storedColors,
        Colors colors) {

    /** Longest side of a copy: full HD. */
    static final int MAX_SIDE_PX = 1920;

    /** The least that OpenH264 encodes. */
    private static final int MIN_SIDE_PX = 16;

    /** H.264 has 16 bits for each. */
    private static final int MAX_PIXEL_ASPECT_TERM = 65_535;

    /** From here on, pictures that do not name their colour space are taken as BT.709. */
    private static final int HD_HEIGHT_PX = 720;

    static UprightFormat of(ContainerStreams streams) throws UnreadableVideoException {
        AVCodecParameters stored = streams.video().codecpar();
        double scale =
                Math.min(1, (double) MAX_SIDE_PX / Math.max(stored.width(), stored.height()));
        int width = (int) Math.round(stored.width() * scale);
        int height = (int) Math.round(stored.height() * scale);
        if (Math.min(width, height) < MIN_SIDE_PX) {
            throw new UnreadableVideoException(
                    Kind.TOO_SMALL,
                    "pictures of %d x %d px; at least %d px a side can be encoded"
                            .formatted(stored.width(), stored.height(), MIN_SIDE_PX));
        }
        Orientation orientation = streams.orientation();
        Colors colors = Colors.of(stored);
        try (AVRational aspect = avutil.av_d2q(streams.pixelAspect(null), MAX_PIXEL_ASPECT_TERM)) {
            return new UprightFormat(
                    width,
                    height,
                    orientation,
                    orientation.transposed() ? aspect.den() : aspect.num(),
                    orientation.transposed() ? aspect.num() : aspect.den(),
                    colors,
                    colors.inEightBits());
        }
    }

    /** Width of a copy's picture: even, as H.264's halved chroma needs; an odd edge is cut. */
    int width() {
        return (orientation.transposed() ? codedHeight : codedWidth) & ~1;
    }

    /** Height of a copy's picture, even. */
    int height() {
        return (orientation.transposed() ? codedWidth : codedHeight) & ~1;
    }

    /** What is told to those who paint on the pictures. */
    PictureFormat pictures() {
        double displayAspect = (double) width() * pixelAspectNum / pixelAspectDen / height();
        return new PictureFormat(width(), height(), displayAspect, colorMatrix());
    }

    private ColorMatrix colorMatrix() {
        int space = colors.space();
        boolean bt709 =
                space == avutil.AVCOL_SPC_BT709
                        || space == avutil.AVCOL_SPC_BT2020_NCL
                        || (space == avutil.AVCOL_SPC_UNSPECIFIED && height() >= HD_HEIGHT_PX);
        return bt709 ? ColorMatrix.BT709 : ColorMatrix.BT601;
    }
}
