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
 * @param quarterTurns clockwise quarter turns, 0..3, from stored to upright
 * @param pixelAspectNum width of an upright pixel
 * @param pixelAspectDen height of an upright pixel, in the same unit
 * @param colorSpace FFmpeg's {@code AVCOL_SPC_*} of the video
 * @param colorPrimaries FFmpeg's {@code AVCOL_PRI_*} of the video
 * @param colorTransfer FFmpeg's {@code AVCOL_TRC_*} of the video
 */
record UprightFormat(
        int codedWidth,
        int codedHeight,
        int quarterTurns,
        int pixelAspectNum,
        int pixelAspectDen,
        int colorSpace,
        int colorPrimaries,
        int colorTransfer) {

    /** Longest side of a copy: full HD. */
    static final int MAX_SIDE_PX = 1920;

    /** The least that OpenH264 encodes. */
    private static final int MIN_SIDE_PX = 16;

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
        int quarterTurns = streams.quarterTurnsClockwise();
        try (AVRational aspect = streams.pixelAspect()) {
            boolean square = aspect.num() <= 0 || aspect.den() <= 0;
            boolean swap = quarterTurns % 2 == 1;
            return new UprightFormat(
                    width,
                    height,
                    quarterTurns,
                    square ? 1 : swap ? aspect.den() : aspect.num(),
                    square ? 1 : swap ? aspect.num() : aspect.den(),
                    yuv(stored.color_space()),
                    stored.color_primaries(),
                    stored.color_trc());
        }
    }

    /** Width of a copy's picture: even, as H.264's halved chroma needs; an odd edge is cut. */
    int width() {
        return (sideways() ? codedHeight : codedWidth) & ~1;
    }

    /** Height of a copy's picture, even. */
    int height() {
        return (sideways() ? codedWidth : codedHeight) & ~1;
    }

    /** What is told to those who paint on the pictures. */
    PictureFormat pictures() {
        double displayAspect = (double) width() * pixelAspectNum / pixelAspectDen / height();
        return new PictureFormat(width(), height(), displayAspect, colorMatrix());
    }

    private ColorMatrix colorMatrix() {
        boolean bt709 =
                colorSpace == avutil.AVCOL_SPC_BT709
                        || colorSpace == avutil.AVCOL_SPC_BT2020_NCL
                        || (colorSpace == avutil.AVCOL_SPC_UNSPECIFIED && height() >= HD_HEIGHT_PX);
        return bt709 ? ColorMatrix.BT709 : ColorMatrix.BT601;
    }

    private boolean sideways() {
        return quarterTurns % 2 == 1;
    }

    /** Pictures stored as RGB are converted to YUV. */
    private static int yuv(int colorSpace) {
        return colorSpace == avutil.AVCOL_SPC_RGB ? avutil.AVCOL_SPC_UNSPECIFIED : colorSpace;
    }
}
