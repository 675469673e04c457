package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.video.YuvPicture.Plane;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PlaneBlendTest {

    private static final int LEVELS = 256;
    private static final int PADDING = 3;

    /** Each row has one level, each column one value of a pixel. */
    @Test
    void mixesByOpacityAndRounds() {
        int[] color = new int[LEVELS];
        int[] opacity = new int[LEVELS];
        byte[] levels = new byte[LEVELS * LEVELS];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (byte) (i / LEVELS);
            color[i / LEVELS] = (i / LEVELS * 7 + 16) % LEVELS;
            opacity[i / LEVELS] = Math.min(PlaneBlend.OPAQUE, i / LEVELS + i / LEVELS / 255);
        }
        byte[] pixels = pixels();

        new PlaneBlend(color, opacity).blend(plane(pixels), levels);

        for (int level = 0; level < LEVELS; level++) {
            for (int under = 0; under < LEVELS; under++) {
                double share = (double) opacity[level] / PlaneBlend.OPAQUE;
                long mixed = (long) Math.floor(under + (color[level] - under) * share + 0.5);
                assertThat(Byte.toUnsignedInt(pixels[at(level, under)])).isEqualTo((int) mixed);
            }
        }
    }

    @Test
    void whatIsTransparentAndWhatIsPaddingStays() {
        byte[] pixels = pixels();

        new PlaneBlend(new int[LEVELS], new int[LEVELS])
                .blend(plane(pixels), new byte[LEVELS * LEVELS]);

        assertThat(pixels).isEqualTo(pixels());
    }

    private static byte[] pixels() {
        byte[] pixels = new byte[LEVELS * (LEVELS + PADDING)];
        for (int level = 0; level < LEVELS; level++) {
            for (int under = 0; under < LEVELS; under++) {
                pixels[at(level, under)] = (byte) under;
            }
        }
        return pixels;
    }

    private static int at(int row, int column) {
        return row * (LEVELS + PADDING) + column;
    }

    private static Plane plane(byte[] pixels) {
        return new Plane(ByteBuffer.wrap(pixels), LEVELS + PADDING, LEVELS, LEVELS);
    }
}
