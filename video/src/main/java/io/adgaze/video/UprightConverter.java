package io.adgaze.video;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_alloc_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_free_context;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Makes a video's decoded pictures ones that can be painted on and encoded: upright, 8-bit YUV
 * 4:2:0 in limited range, of even size, within {@link UprightFormat#MAX_SIDE_PX}. A picture that is
 * all that already is copied as it is.
 */
final class UprightConverter implements AutoCloseable {

    private static final int PLANES = 3;

    private final UprightFormat format;
    private final AVFrame converted;
    private final AVFrame upright;
    private final SwsContext scaler = sws_alloc_context();
    private final YuvPicture.Plane[] planes = new YuvPicture.Plane[PLANES];

    UprightConverter(UprightFormat format) {
        this.format = format;
        scaler.flags(SWS_BICUBIC | SWS_ACCURATE_RND);
        converted = picture(format.codedWidth(), format.codedHeight());
        format.colors().tag(converted);
        upright = picture(format.width(), format.height());
        for (int plane = 0; plane < PLANES; plane++) {
            planes[plane] = pixels(plane);
        }
    }

    /** The upright picture of {@code decoded}, this object's own and valid until the next call. */
    AVFrame toUpright(AVFrame decoded) throws UnreadableVideoException {
        AVFrame source = decoded;
        if (needsConversion(decoded)) {
            // Both fields are shown at once, as players without a deinterlacer do.
            decoded.flags(decoded.flags() & ~AV_FRAME_FLAG_INTERLACED);
            format.storedColors().tag(decoded);
            FfmpegError.check(sws_scale_frame(scaler, converted, decoded), "converting a picture");
            source = converted;
        }
        for (int plane = 0; plane < PLANES; plane++) {
            turn(source, plane);
        }
        return upright;
    }

    /** The pixels of the upright picture, as those see them who paint on it. */
    YuvPicture pixels(double timeMs) {
        return new YuvPicture(planes[0], planes[1], planes[2], timeMs);
    }

    @Override
    public void close() {
        av_frame_free(converted);
        av_frame_free(upright);
        sws_free_context(scaler);
    }

    private boolean needsConversion(AVFrame decoded) {
        return decoded.format() != AV_PIX_FMT_YUV420P
                || decoded.color_range() == AVCOL_RANGE_JPEG
                || !format.storedColors().equals(format.colors())
                || decoded.width() != format.codedWidth()
                || decoded.height() != format.codedHeight();
    }

    private void turn(AVFrame source, int plane) {
        int shift = plane == 0 ? 0 : 1;
        boolean sideways = format.orientation().transposed();
        int width = (sideways ? format.height() : format.width()) >> shift;
        int height = (sideways ? format.width() : format.height()) >> shift;
        try (Mat whole = plane(source, plane, width, height);
                Mat target =
                        plane(upright, plane, format.width() >> shift, format.height() >> shift)) {
            format.orientation().apply(whole, target);
        }
    }

    private YuvPicture.Plane pixels(int plane) {
        int shift = plane == 0 ? 0 : 1;
        int height = format.height() >> shift;
        int stride = upright.linesize(plane);
        ByteBuffer pixels = upright.data(plane).capacity((long) stride * height).asByteBuffer();
        return new YuvPicture.Plane(pixels, stride, format.width() >> shift, height);
    }

    private static Mat plane(AVFrame frame, int plane, int width, int height) {
        return new Mat(height, width, CV_8UC1, frame.data(plane), frame.linesize(plane));
    }

    private static AVFrame picture(int width, int height) {
        AVFrame picture = av_frame_alloc();
        picture.format(AV_PIX_FMT_YUV420P).width(width).height(height);
        picture.color_range(AVCOL_RANGE_MPEG);
        if (av_frame_get_buffer(picture, 0) < 0) {
            throw new OutOfMemoryError("a picture of " + width + "x" + height);
        }
        return picture;
    }
}
