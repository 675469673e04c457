package io.adgaze.reports.heatmap;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_SIMPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.getTextSize;
import static org.bytedeco.opencv.global.opencv_imgproc.line;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.adgaze.video.ColorMatrix;
import io.adgaze.video.PictureFormat;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The heatmap's legend: how many viewers the colours rest on, and what the colours mean.
 *
 * <p>Drawn with OpenCV's own strokes, so that it needs no font on the machine.
 */
final class Legend {

    private static final String FEW = "few";
    private static final String MANY = "many look here";

    /** This many capitals, one above the other, fill the picture. */
    private static final int CAPITALS_A_PICTURE = 40;

    private static final int MIN_CAPITAL_PX = 8;

    /** However narrow the picture is, the legend takes no more of its width. */
    private static final double MAX_WIDTH_SHARE = 0.9;

    /** Drawn larger, then shrunk: single strokes are rough at the size of small text. */
    private static final int OVERSAMPLING = 4;

    /** Height of Hershey's capitals at scale 1, in pixels. */
    private static final double HERSHEY_CAPITAL_PX = 22;

    /** Lengths in heights of a capital. */
    private static final double PADDING = 0.9;

    private static final double LINE_PITCH = 2.1;
    private static final double BAR_LENGTH = 5;
    private static final double STROKE = 0.16;

    private static final Scalar BACKGROUND = new Scalar(28, 22, 22, 0);
    private static final Scalar INK = new Scalar(245, 245, 245, 0);
    private static final Scalar BLACK = new Scalar(0, 0, 0, 0);
    private static final Scalar WHITE = new Scalar(255, 255, 255, 0);
    private static final int FULL_SHARE = 255;

    /** With the colours explained, and without. */
    private static final int GROUNDS = 2;

    private final ColorMatrix colorMatrix;
    private final int minViewers;
    private final double capitalPx;
    private final int[][] palette;
    private final Recent<Ground, YuvImage> grounds = new Recent<>(GROUNDS, this::draw);

    /**
     * What stays the same while the number of viewers changes, and takes longest to draw.
     *
     * @param width oversampled
     * @param barred whether the colours are explained
     */
    private record Ground(int width, boolean barred) {}

    /**
     * @param format the pictures that it will lie on
     * @param minViewers named where gaze is suppressed: below this many viewers none is shown
     */
    Legend(PictureFormat format, int minViewers) {
        this.colorMatrix = format.colorMatrix();
        this.minViewers = minViewers;
        this.palette = Palette.rgb();
        double byHeight = Math.max(MIN_CAPITAL_PX, (double) format.heightPx() / CAPITALS_A_PICTURE);
        double widest = Math.max(barLineWidth(1), textWidth(suppressedText(), 1) + 2 * PADDING);
        this.capitalPx = Math.min(byHeight, MAX_WIDTH_SHARE * format.widthPx() / widest);
    }

    /** The legend for a moment that shows {@code viewersN} viewers' gaze. */
    YuvImage draw(int viewersN) {
        boolean suppressed = viewersN == 0;
        String headline = suppressed ? suppressedText() : viewersText(viewersN);
        double capital = capitalPx * OVERSAMPLING;
        double headlineWidth = textWidth(headline, capital) + 2 * PADDING * capital;
        double width = suppressed ? headlineWidth : Math.max(barLineWidth(capital), headlineWidth);
        YuvImage image = grounds.of(new Ground((int) width, !suppressed)).copy();
        try (Mat large = new Mat(headlineHeight(), (int) headlineWidth, CV_8UC1, BLACK)) {
            text(large, headline, PADDING * capital, (PADDING + 1) * capital, capital, WHITE);
            write(large, image);
        }
        return image;
    }

    private int headlineHeight() {
        return (int) (capitalPx * OVERSAMPLING * (2 * PADDING + 1));
    }

    /** What lies under the headline. */
    private YuvImage draw(Ground ground) {
        double capital = capitalPx * OVERSAMPLING;
        double below = ground.barred() ? LINE_PITCH * capital : 0;
        int height = (int) (capital * (2 * PADDING + 1) + below);
        try (Mat large = new Mat(height, ground.width(), CV_8UC3, BACKGROUND)) {
            if (ground.barred()) {
                bar(large, PADDING * capital, (PADDING + 1 + LINE_PITCH) * capital, capital);
            }
            return converted(large);
        }
    }

    /** Writes over an image what is white in {@code large}. */
    private void write(Mat large, YuvImage image) {
        int width = Math.min(image.width(), evenShrunk(large.cols()));
        int height = Math.min(image.height(), evenShrunk(large.rows()));
        byte[] shares = shrunk(large, width, height);
        YuvColor ink = yuv(INK);
        YuvColor background = yuv(BACKGROUND);
        for (int i = 0; i < shares.length; i++) {
            int share = Byte.toUnsignedInt(shares[i]);
            image.set(i % width, i / width, background.mixedWith(ink, share, FULL_SHARE));
        }
    }

    private String suppressedText() {
        return minViewers > 1 ? "fewer than " + minViewers + " viewers: suppressed" : "no gaze";
    }

    private static String viewersText(int viewersN) {
        return viewersN == 1 ? "1 viewer" : viewersN + " viewers";
    }

    private void bar(Mat image, double left, double baseline, double capital) {
        text(image, FEW, left, baseline, capital, INK);
        double from = left + textWidth(FEW, capital) + PADDING * capital;
        double length = BAR_LENGTH * capital;
        for (int x = 0; x < length; x++) {
            int level = (int) (x / length * Palette.LEVELS);
            // As over a black picture: what is faint in the heatmap is faint in the legend.
            try (Scalar color = bgr(palette[level], Palette.opacity(level) / Palette.MAX_OPACITY);
                    Point top = point(from + x, baseline - capital);
                    Point bottom = point(from + x, baseline)) {
                line(image, top, bottom, color);
            }
        }
        text(image, MANY, from + length + PADDING * capital, baseline, capital, INK);
    }

    private static double barLineWidth(double capital) {
        return textWidth(FEW, capital)
                + textWidth(MANY, capital)
                + (BAR_LENGTH + 4 * PADDING) * capital;
    }

    private static Scalar bgr(int[] rgb, double share) {
        return new Scalar(rgb[2] * share, rgb[1] * share, rgb[0] * share, 0);
    }

    private static void text(
            Mat image, String text, double x, double baseline, double capital, Scalar ink) {
        try (Point origin = point(x, baseline)) {
            putText(
                    image,
                    text,
                    origin,
                    FONT_HERSHEY_SIMPLEX,
                    scale(capital),
                    ink,
                    stroke(capital),
                    LINE_AA,
                    false);
        }
    }

    private static double textWidth(String text, double capital) {
        int[] belowBaseline = new int[1];
        try (Size size =
                getTextSize(
                        text, FONT_HERSHEY_SIMPLEX, 1, stroke(HERSHEY_CAPITAL_PX), belowBaseline)) {
            return size.width() * scale(capital);
        }
    }

    private static double scale(double capital) {
        return capital / HERSHEY_CAPITAL_PX;
    }

    private static int stroke(double capital) {
        return Math.max(1, (int) Math.round(STROKE * capital));
    }

    private static Point point(double x, double y) {
        return new Point((int) Math.round(x), (int) Math.round(y));
    }

    private YuvImage converted(Mat large) {
        YuvImage image = YuvImage.blank(evenShrunk(large.cols()), evenShrunk(large.rows()));
        byte[] bgr = shrunk(large, image.width(), image.height());
        for (int i = 0; i < image.width() * image.height(); i++) {
            YuvColor color =
                    YuvColor.ofRgb(
                            Byte.toUnsignedInt(bgr[3 * i + 2]),
                            Byte.toUnsignedInt(bgr[3 * i + 1]),
                            Byte.toUnsignedInt(bgr[3 * i]),
                            colorMatrix);
            image.set(i % image.width(), i / image.width(), color);
        }
        return image;
    }

    private YuvColor yuv(Scalar bgr) {
        return YuvColor.ofRgb((int) bgr.get(2), (int) bgr.get(1), (int) bgr.get(0), colorMatrix);
    }

    /** At the size of the picture, even for the halved chroma. */
    private static int evenShrunk(int largePx) {
        return (largePx / OVERSAMPLING + 1) & ~1;
    }

    private static byte[] shrunk(Mat large, int width, int height) {
        byte[] pixels = new byte[large.channels() * width * height];
        try (Mat small = new Mat();
                Size size = new Size(width, height)) {
            resize(large, small, size, 0, 0, INTER_AREA);
            small.data().get(pixels);
        }
        return pixels;
    }
}
