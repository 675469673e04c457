package io.adgaze.reports.heatmap;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.COLORMAP_INFERNO;
import static org.bytedeco.opencv.global.opencv_imgproc.applyColorMap;

import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The heatmap's colours: matplotlib's perceptually uniform map "inferno" (S. van der Walt and N.
 * Smith, 2015) as OpenCV carries it, without its near-black start, which would only darken the ad.
 */
final class Palette {

    /** Steps of a level from 0 (nobody looks) to full. */
    static final int LEVELS = 256;

    /** Where on inferno level 0 lies: its first violet. */
    private static final double START = 0.25;

    /** Densities below this share are not drawn: tails, of which the eye sees only the edge. */
    private static final double FIRST_VISIBLE = 0.02;

    /** Opacity reached from this share on; below it rises with the density. */
    private static final double OPAQUE_FROM = 0.4;

    /** The ad stays visible under the densest gaze. */
    static final double MAX_OPACITY = 0.75;

    private Palette() {}

    /** The colour of a level, {@code rgb[level]} being {@code {red, green, blue}}, 0..255 each. */
    static int[][] rgb() {
        byte[] inferno = inferno();
        int[][] rgb = new int[LEVELS][];
        for (int level = 0; level < LEVELS; level++) {
            int at = (int) Math.round((START + (1 - START) * level / (LEVELS - 1)) * (LEVELS - 1));
            rgb[level] =
                    new int[] {
                        Byte.toUnsignedInt(inferno[3 * at + 2]),
                        Byte.toUnsignedInt(inferno[3 * at + 1]),
                        Byte.toUnsignedInt(inferno[3 * at])
                    };
        }
        return rgb;
    }

    /** The opacity of a level, 0..1: 0 where nobody looks, rising with the density. */
    static double opacity(int level) {
        double share = (double) level / (LEVELS - 1);
        double ramp = (share - FIRST_VISIBLE) / (OPAQUE_FROM - FIRST_VISIBLE);
        return MAX_OPACITY * Math.min(1, Math.max(0, ramp));
    }

    /** Inferno's 256 colours, blue, green, red each. */
    private static byte[] inferno() {
        byte[] ramp = new byte[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            ramp[i] = (byte) i;
        }
        byte[] colors = new byte[3 * LEVELS];
        try (Mat grey = new Mat(1, LEVELS, CV_8UC1);
                Mat mapped = new Mat()) {
            grey.data().put(ramp);
            applyColorMap(grey, mapped, COLORMAP_INFERNO);
            mapped.data().get(colors);
        }
        return colors;
    }
}
