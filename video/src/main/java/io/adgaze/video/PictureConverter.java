package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Turns decoded pictures into BGR, at most {@value #MAX_SIDE_PX} px a side, upright and of square
 * pixels, as players show them.
 *
 * <p>One converter serves one decoder; the picture that it returns is its own and is overwritten by
 * the next.
 */
final class PictureConverter implements AutoCloseable {

    /** Landmarks need no more: the mesh looks at 192 x 192 px. */
    static final int MAX_SIDE_PX = 1280;

    /** SwScale's vector code writes whole vectors: rows start at multiples of this. */
    private static final int ROW_ALIGNMENT = 64;

    /** SwScale's fixed-point one, for contrast and saturation left as they are. */
    private static final int UNCHANGED = 1 << 16;

    private final ContainerStreams streams;
    private final Orientation orientation;
    private final PointerPointer<BytePointer> targetPlanes = new PointerPointer<>(4);
    private final IntPointer targetStrides = new IntPointer(4);

    private @Nullable Target target;

    /**
     * What a scaler is built for.
     *
     * @param pixelAspect width over height of a pixel
     */
    private record Layout(
            int width,
            int height,
            double pixelAspect,
            int format,
            int colourSpace,
            int colourRange) {

        static Layout of(AVFrame frame, double pixelAspect) {
            return new Layout(
                    frame.width(),
                    frame.height(),
                    pixelAspect,
                    frame.format(),
                    frame.colorspace(),
                    frame.color_range());
        }

        int targetWidth() {
            return (int) Math.max(1, Math.round(squareWidth() * scale()));
        }

        int targetHeight() {
            return (int) Math.max(1, Math.round(squareHeight() * scale()));
        }

        boolean shrinks() {
            return targetWidth() < width || targetHeight() < height;
        }

        private double scale() {
            return Math.min(1, MAX_SIDE_PX / Math.max(squareWidth(), squareHeight()));
        }

        /** Pixels that are not square are stretched, never squeezed: nothing is lost. */
        private double squareWidth() {
            return width * Math.max(1, pixelAspect);
        }

        private double squareHeight() {
            return height / Math.min(1, pixelAspect);
        }
    }

    /**
     * @param streams whose pictures are converted, which say how they were taken
     */
    PictureConverter(ContainerStreams streams) {
        this.streams = streams;
        this.orientation = streams.orientation();
    }

    /**
     * The picture in BGR; overwritten by the next call.
     *
     * @throws UnreadableVideoException when its pixel format cannot be converted
     */
    Mat toBgr(AVFrame frame) throws UnreadableVideoException {
        Layout current = Layout.of(frame, streams.pixelAspect(frame));
        if (target == null || !target.layout().equals(current)) {
            release();
            target = prepare(current);
        }
        int rows =
                swscale.sws_scale(
                        target.scaler(),
                        frame.data(),
                        frame.linesize(),
                        0,
                        frame.height(),
                        targetPlanes,
                        targetStrides);
        if (rows < 0) {
            throw new UnreadableVideoException(
                    Kind.BROKEN, "a picture cannot be converted: " + FfmpegError.describe(rows));
        }
        if (orientation.isUpright()) {
            return target.picture();
        }
        orientation.apply(target.picture(), target.upright());
        return target.upright();
    }

    @Override
    public void close() {
        release();
        targetPlanes.close();
        targetStrides.close();
    }

    private Target prepare(Layout next) throws UnreadableVideoException {
        int width = next.targetWidth();
        int height = next.targetHeight();
        SwsContext scaler =
                swscale.sws_getContext(
                        next.width(),
                        next.height(),
                        next.format(),
                        width,
                        height,
                        avutil.AV_PIX_FMT_BGR24,
                        next.shrinks() ? swscale.SWS_AREA : swscale.SWS_BILINEAR,
                        (SwsFilter) null,
                        (SwsFilter) null,
                        (DoublePointer) null);
        if (scaler == null) {
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "pictures in FFmpeg's pixel format %d cannot be converted; 8-bit 4:2:0 can"
                            .formatted(next.format()));
        }
        swscale.sws_setColorspaceDetails(
                scaler,
                swscale.sws_getCoefficients(next.colourSpace()),
                next.colourRange() == avutil.AVCOL_RANGE_JPEG ? 1 : 0,
                swscale.sws_getCoefficients(swscale.SWS_CS_DEFAULT),
                1,
                0,
                UNCHANGED,
                UNCHANGED);
        int stride = (width * 3 + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT;
        BytePointer pixels = new BytePointer((long) stride * height + ROW_ALIGNMENT);
        Mat picture = new Mat(height, width, opencv_core.CV_8UC3, pixels, stride);
        targetPlanes.put(0, pixels);
        targetStrides.put(0, stride);
        return new Target(next, scaler, pixels, picture, new Mat());
    }

    private void release() {
        if (target != null) {
            target.close();
            target = null;
        }
    }

    /** What pictures of one layout are converted with, and into. */
    private record Target(
            Layout layout, SwsContext scaler, BytePointer pixels, Mat picture, Mat upright)
            implements AutoCloseable {

        @Override
        public void close() {
            swscale.sws_freeContext(scaler);
            picture.close();
            upright.close();
            pixels.close();
        }
    }
}
