package io.adgaze.reports.heatmap;

import io.adgaze.video.YuvPicture.Plane;
import java.nio.ByteBuffer;

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
     * @param levels as many as the plane has pixels, by row
     */
    void blend(Plane plane, byte[] levels) {
        ByteBuffer pixels = plane.pixels();
        byte[] row = new byte[plane.widthPx()];
        for (int y = 0; y < plane.heightPx(); y++) {
            pixels.get(y * plane.stride(), row);
            blendRow(row, levels, y * row.length);
            pixels.put(y * plane.stride(), row);
        }
    }

    private void blendRow(byte[] row, byte[] levels, int from) {
        int[] byLevel = mixtures;
        for (int x = 0; x < row.length; x++) {
            row[x] = apply(byLevel[levels[from + x] & 0xFF], row[x]);
        }
    }

    private static byte apply(int mixture, byte pixel) {
        int mixed = (pixel & 0xFF) * (mixture >>> SHARE_SHIFT) + (mixture & ADDED);
        return (byte) (mixed >>> Byte.SIZE);
    }
}
