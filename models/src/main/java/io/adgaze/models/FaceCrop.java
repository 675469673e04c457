package io.adgaze.models;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Cuts a {@link FaceRegion} out of a frame, upright and scaled to a network's input.
 *
 * <p>Outside the frame its border is repeated. Coordinates are continuous: the first pixel's centre
 * lies at (0.5, 0.5). Holds native buffers that each call overwrites; for one thread.
 */
final class FaceCrop implements AutoCloseable {

    /**
     * Bilinear sampling takes 2 x 2 pixels: a frame is halved until what remains is nearest to
     * this, that is between 1.4 and 2.8. Down to 1 to 2 is smoother, and half a percent of the
     * expressions are lost by it.
     */
    private static final double SAMPLED_REDUCTION = 2;

    static {
        // Parallelism is by session, one core each; OpenCV's own threads would fight over it.
        opencv_core.setNumThreads(1);
    }

    private final int widthPx;
    private final int heightPx;
    private final Size size;
    private final Mat crop = new Mat();
    private final Mat[] halved = {new Mat(), new Mat()};
    private final Mat transform = new Mat(2, 3, opencv_core.CV_64F);
    private final DoublePointer coefficients = new DoublePointer(transform.data());
    private final Scalar noBorder = new Scalar();

    FaceCrop(int widthPx, int heightPx) {
        this.widthPx = widthPx;
        this.heightPx = heightPx;
        this.size = new Size(widthPx, heightPx);
    }

    /**
     * The region, scaled so that its side becomes this crop's width; a crop that is not square
     * takes the middle of the region.
     *
     * @param frame of any number of channels
     * @return channels as in {@code frame}; overwritten by the next call
     */
    Mat cut(Mat frame, FaceRegion region) {
        double reduction = region.sizePx() / widthPx;
        int halvings = halvings(reduction);
        if (halvings == 0) {
            warp(frame, region.centreXPx(), region.centreYPx(), reduction, region.rollRad());
            return crop;
        }
        return cutHalved(frame, region, reduction, halvings);
    }

    @Override
    public void close() {
        noBorder.close();
        transform.close();
        halved[1].close();
        halved[0].close();
        crop.close();
        size.close();
    }

    private static int halvings(double reduction) {
        return (int) Math.max(0, Math.round(Math.log(reduction / SAMPLED_REDUCTION) / Math.log(2)));
    }

    private Mat cutHalved(Mat frame, FaceRegion region, double reduction, int halvings) {
        double radius = region.sizePx() * Math.sqrt(0.5);
        int left = clamp(region.centreXPx() - radius, frame.cols() - 1);
        int top = clamp(region.centreYPx() - radius, frame.rows() - 1);
        int right = Math.max(left + 1, clamp(region.centreXPx() + radius + 1, frame.cols()));
        int bottom = Math.max(top + 1, clamp(region.centreYPx() + radius + 1, frame.rows()));
        try (Rect around = new Rect(left, top, right - left, bottom - top);
                Mat part = new Mat(frame, around)) {
            Mat source = part;
            for (int i = 0; i < halvings; i++) {
                Mat target = halved[i % 2]; // Not the source, which is read meanwhile.
                halve(source, target);
                source = target;
            }
            warp(
                    source,
                    Math.scalb(region.centreXPx() - left, -halvings),
                    Math.scalb(region.centreYPx() - top, -halvings),
                    Math.scalb(reduction, -halvings),
                    region.rollRad());
        }
        return crop;
    }

    /**
     * Averages 2 x 2 pixels, for which OpenCV has a loop that is thirty times as fast as those for
     * other areas; an odd last row or column is left out, less than a pixel of what remains.
     */
    private static void halve(Mat source, Mat target) {
        int width = Math.max(1, source.cols() / 2);
        int height = Math.max(1, source.rows() / 2);
        try (Rect even =
                        new Rect(
                                0,
                                0,
                                Math.min(source.cols(), 2 * width),
                                Math.min(source.rows(), 2 * height));
                Mat part = new Mat(source, even);
                Size size = new Size(width, height)) {
            opencv_imgproc.resize(part, target, size, 0, 0, opencv_imgproc.INTER_AREA);
        }
    }

    private static int clamp(double value, int most) {
        return (int) Math.max(0, Math.min(most, Math.floor(value)));
    }

    /** Maps each pixel centre of the crop to its place in the source. */
    private void warp(Mat source, double centreX, double centreY, double scale, double rollRad) {
        double cos = Math.cos(rollRad) * scale;
        double sin = Math.sin(rollRad) * scale;
        double middleX = (widthPx - 1) / 2.0;
        double middleY = (heightPx - 1) / 2.0;
        coefficients.put(
                cos,
                -sin,
                centreX - 0.5 - cos * middleX + sin * middleY,
                sin,
                cos,
                centreY - 0.5 - sin * middleX - cos * middleY);
        opencv_imgproc.warpAffine(
                source,
                crop,
                transform,
                size,
                opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
                opencv_core.BORDER_REPLICATE,
                noBorder);
    }
}
