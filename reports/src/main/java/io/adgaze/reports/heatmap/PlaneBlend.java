package io.adgaze.reports.heatmap;

import io.adgaze.video.YuvPicture.Plane;

/**
 * Mixes the colours of levels into one plane of a picture.
 *
 * <p>What a level does to a pixel is in one number, since looking it up is most of the work: the
 * share of the pixel that stays, and what is added to it.
 */
final class PlaneBlend {

    /** Opacities are in 256ths. */
    static final int OPAQUE = 256;

    private static final int SHARE_SHIFT = 16;
    private static final int ADDED = (1 << SHARE_SHIFT) - 1;

    private final int[] mixtures;

    /**
     * @param color by level, 0..255
     * @param opacity by level, 0..{@value #OPAQUE}
     */
    PlaneBlend(int[] color, int[] opacity) {
        mixtures = new int[color.length];
        for (int level = 0; level < color.length; level++) {
            mixtures[level] = mixture(color[level], opacity[level]);
        }
    }

    /** Half a step is added too, so that what is shifted out is rounded. */
    private static int mixture(int color, int opacity) {
        return OPAQUE - opacity << SHARE_SHIFT | color * opacity + OPAQUE / 2;
    }

    /**
     * Blends in place.
     *
     * @param levels one for each pixel, or for each two by two of them; by row
     * @param spans where, in columns and rows of levels; none of those elsewhere has an opacity
     */
    void blend(Plane plane, byte[] levels, DrawnSpans spans) {
        int rows = spans.from().length;
        int columns = levels.length / rows;
        int pixelsALevel = plane.heightPx() / rows;
        byte[] row = new byte[plane.widthPx()];
        for (int y = 0; y < plane.heightPx(); y++) {
            int from = spans.from()[y / pixelsALevel];
            int count = spans.end()[y / pixelsALevel] - from;
            if (count > 0) {
                int at = y * plane.stride() + from * pixelsALevel;
                plane.pixels().get(at, row, 0, count * pixelsALevel);
                blend(row, pixelsALevel, count, levels, y / pixelsALevel * columns + from);
                plane.pixels().put(at, row, 0, count * pixelsALevel);
            }
        }
    }

    private void blend(byte[] row, int pixelsALevel, int count, byte[] levels, int from) {
        if (pixelsALevel == 1) {
            blendEach(row, count, levels, from);
        } else {
            blendPairs(row, count, levels, from);
        }
    }

    private void blendEach(byte[] row, int count, byte[] levels, int from) {
        int[] byLevel = mixtures;
        for (int x = 0; x < count; x++) {
            row[x] = apply(byLevel[levels[from + x] & 0xFF], row[x]);
        }
    }

    private void blendPairs(byte[] row, int count, byte[] levels, int from) {
        int[] byLevel = mixtures;
        for (int pair = 0; pair < count; pair++) {
            int mixture = byLevel[levels[from + pair] & 0xFF];
            row[2 * pair] = apply(mixture, row[2 * pair]);
            row[2 * pair + 1] = apply(mixture, row[2 * pair + 1]);
        }
    }

    private static byte apply(int mixture, byte pixel) {
        int mixed = (pixel & 0xFF) * (mixture >>> SHARE_SHIFT) + (mixture & ADDED);
        return (byte) (mixed >>> Byte.SIZE);
    }
}
