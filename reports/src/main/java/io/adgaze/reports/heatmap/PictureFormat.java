package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;

import io.adgaze.video.VideoLimits;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * The form of the heatmap's pictures, and of the ad's pictures that they are made of.
 *
 * @param codedWidth width of the ad's pictures as stored, after scaling
 * @param codedHeight height of the ad's pictures as stored, after scaling
 * @param quarterTurns clockwise quarter turns, 0..3, from stored to upright
 * @param pixelAspectNum width of an upright pixel
 * @param pixelAspectDen height of an upright pixel, in the same unit
 * @param colorSpace FFmpeg's {@code AVCOL_SPC_*} of the ad
 * @param colorPrimaries FFmpeg's {@code AVCOL_PRI_*} of the ad
 * @param colorTransfer FFmpeg's {@code AVCOL_TRC_*} of the ad
 */
record PictureFormat(
        int codedWidth,
        int codedHeight,
        int quarterTurns,
        int pixelAspectNum,
        int pixelAspectDen,
        int colorSpace,
        int colorPrimaries,
        int colorTransfer) {

    /** Longest side of a heatmap: full HD. */
    static final int MAX_SIDE_PX = 1920;

    /** The least that OpenH264 encodes. */
    private static final int MIN_SIDE_PX = 16;

    /** From here on, pictures that do not name their colour space are taken as BT.709. */
    private static final int HD_HEIGHT_PX = 720;

    static PictureFormat of(AdDemuxer ad) throws UnreadableAdException {
        AVCodecParameters stream = ad.video().codecpar();
        int longest = Math.max(stream.width(), stream.height());
        double scale = Math.min(1, (double) MAX_SIDE_PX / longest);
        int width = (int) Math.round(stream.width() * scale);
        int height = (int) Math.round(stream.height() * scale);
        if (longest > VideoLimits.DEFAULT.maxSidePx() || Math.min(width, height) < MIN_SIDE_PX) {
            throw new UnreadableAdException(
                    "its pictures are %dx%d, accepted are %d to %d pixels a side"
                            .formatted(
                                    stream.width(),
                                    stream.height(),
                                    MIN_SIDE_PX,
                                    VideoLimits.DEFAULT.maxSidePx()));
        }
        int quarterTurns = quarterTurns(stream);
        AVRational stored = av_guess_sample_aspect_ratio(ad.format(), ad.video(), (AVFrame) null);
        boolean square = stored.num() <= 0 || stored.den() <= 0;
        boolean swap = quarterTurns % 2 == 1;
        return new PictureFormat(
                width,
                height,
                quarterTurns,
                square ? 1 : swap ? stored.den() : stored.num(),
                square ? 1 : swap ? stored.num() : stored.den(),
                yuv(stream.color_space()),
                stream.color_primaries(),
                stream.color_trc());
    }

    /** Width of a heatmap's picture: even, as H.264's halved chroma needs; an odd edge is cut. */
    int width() {
        return (sideways() ? codedHeight : codedWidth) & ~1;
    }

    /** Height of a heatmap's picture, even. */
    int height() {
        return (sideways() ? codedWidth : codedHeight) & ~1;
    }

    /** Width over height as displayed. */
    double displayAspect() {
        return (double) width() * pixelAspectNum / pixelAspectDen / height();
    }

    /** Whether RGB becomes YUV by BT.709's weights, rather than BT.601's. */
    boolean bt709() {
        return colorSpace == AVCOL_SPC_BT709
                || colorSpace == AVCOL_SPC_BT2020_NCL
                || (colorSpace == AVCOL_SPC_UNSPECIFIED && height() >= HD_HEIGHT_PX);
    }

    private boolean sideways() {
        return quarterTurns % 2 == 1;
    }

    /** Pictures stored as RGB are converted to YUV. */
    private static int yuv(int colorSpace) {
        return colorSpace == AVCOL_SPC_RGB ? AVCOL_SPC_UNSPECIFIED : colorSpace;
    }

    private static int quarterTurns(AVCodecParameters stream) {
        AVPacketSideData matrix =
                av_packet_side_data_get(
                        stream.coded_side_data(),
                        stream.nb_coded_side_data(),
                        AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return 0;
        }
        double counterClockwise =
                av_display_rotation_get(
                        matrix.data()
                                .capacity(matrix.size())
                                .asByteBuffer()
                                .order(ByteOrder.nativeOrder())
                                .asIntBuffer());
        return Math.floorMod(Math.round(-counterClockwise / 90), 4);
    }
}
