package io.adgaze.reports.heatmap;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.adgaze.video.PictureFormat;
import io.adgaze.video.YuvPicture;
import io.adgaze.video.YuvPicture.Plane;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/**
 * Draws gaze and legend over pictures in YUV 4:2:0, in place. A pixel at which nobody looks keeps
 * its value.
 */
final class Overlay implements AutoCloseable {

    /** Of {@value PlaneBlend#OPAQUE}. */
    private static final int LEGEND_OPACITY = 216;

    /**
     * The legend's distance from the picture's left and upper edge, in heights of the picture. Ads
     * keep their small print and end cards out of that corner more often than out of others.
     */
    private static final double LEGEND_MARGIN = 0.03;

    static {
        // Parallelism is by ad, one core each; OpenCV's own threads would fight over it.
        opencv_core.setNumThreads(1);
    }

    private final int width;
    private final int height;
    private final int firstVisible;
    private final Legend legend;
    private final PlaneBlend[] blends = new PlaneBlend[YuvImage.PLANES];
    private final Mat upsampled = new Mat();
    private final byte[] levels;

    private @Nullable YuvImage drawnLegend;
    private int drawnViewersN;

    /**
     * @param format the pictures
     * @param minViewers named by the legend where gaze is suppressed
     */
    Overlay(PictureFormat format, int minViewers) {
        this.width = format.widthPx();
        this.height = format.heightPx();
        this.legend = new Legend(format, minViewers);
        this.levels = new byte[width / 2 * (height / 2)];
        int[] opacity = opacities();
        this.firstVisible = (int) Arrays.stream(opacity).takeWhile(opaque -> opaque == 0).count();
        int[][] colors = colors(format);
        for (int plane = 0; plane < blends.length; plane++) {
            blends[plane] = new PlaneBlend(colors[plane], opacity);
        }
    }

    private static int[] opacities() {
        return IntStream.range(0, Palette.LEVELS)
                .map(level -> (int) Math.round(Palette.opacity(level) * PlaneBlend.OPAQUE))
                .toArray();
    }

    /** By plane and level. */
    private static int[][] colors(PictureFormat format) {
        int[][] rgb = Palette.rgb();
        int[][] colors = new int[YuvImage.PLANES][Palette.LEVELS];
        for (int level = 0; level < Palette.LEVELS; level++) {
            YuvColor yuv =
                    YuvColor.ofRgb(
                            rgb[level][0], rgb[level][1], rgb[level][2], format.colorMatrix());
            colors[0][level] = yuv.y();
            colors[1][level] = yuv.u();
            colors[2][level] = yuv.v();
        }
        return colors;
    }

    /** Draws where the viewers look, and the legend. */
    void draw(YuvPicture picture, GazeMap gaze) {
        if (gaze.viewersN() > 0) {
            drawGaze(picture, gaze);
        }
        if (drawnLegend == null || drawnViewersN != gaze.viewersN()) {
            drawnLegend = legend.draw(gaze.viewersN());
            drawnViewersN = gaze.viewersN();
        }
        drawLegend(picture, drawnLegend);
    }

    @Override
    public void close() {
        upsampled.close();
    }

    /**
     * Density is smooth: at the chroma's size it is fine enough for luma, and a quarter of the
     * work.
     */
    private void drawGaze(YuvPicture picture, GazeMap gaze) {
        LevelGrid grid = LevelGrid.of(gaze);
        upsample(grid);
        DrawnSpans spans = DrawnSpans.of(grid, firstVisible, width / 2, height / 2);
        blends[0].blend(picture.luma(), levels, spans);
        blends[1].blend(picture.blueDifference(), levels, spans);
        blends[2].blend(picture.redDifference(), levels, spans);
    }

    private void upsample(LevelGrid grid) {
        try (Mat coarse = new Mat(grid.height(), grid.width(), CV_8UC1);
                Size size = new Size(width / 2, height / 2)) {
            coarse.data().put(grid.levels());
            resize(coarse, upsampled, size, 0, 0, INTER_LINEAR);
        }
        upsampled.data().get(levels);
    }

    private void drawLegend(YuvPicture picture, YuvImage image) {
        int margin = (int) Math.round(height * LEGEND_MARGIN);
        int left = Math.min(margin, width - image.width()) & ~1;
        int top = Math.min(margin, height - image.height()) & ~1;
        drawLegend(picture.luma(), image, 0, left, top);
        drawLegend(picture.blueDifference(), image, 1, left / 2, top / 2);
        drawLegend(picture.redDifference(), image, 2, left / 2, top / 2);
    }

    private static void drawLegend(Plane plane, YuvImage image, int index, int left, int top) {
        byte[] row = new byte[image.width(index)];
        for (int y = 0; y < image.height(index); y++) {
            int at = (y + top) * plane.stride() + left;
            plane.pixels().get(at, row);
            for (int x = 0; x < row.length; x++) {
                int ink = Byte.toUnsignedInt(image.planes()[index][y * row.length + x]);
                row[x] = blend(row[x], ink, LEGEND_OPACITY);
            }
            plane.pixels().put(at, row);
        }
    }

    private static byte blend(byte under, int over, int opacity) {
        int mixed = Byte.toUnsignedInt(under) * (PlaneBlend.OPAQUE - opacity) + over * opacity;
        return (byte) ((mixed + PlaneBlend.OPAQUE / 2) / PlaneBlend.OPAQUE);
    }
}
