package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.video.YuvPicture.Plane;
import java.nio.ByteBuffer;
import java.util.Arrays;
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

        new PlaneBlend(color, opacity).blend(plane(pixels), levels, everywhere(LEVELS));

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
                .blend(plane(pixels), new byte[LEVELS * LEVELS], everywhere(LEVELS));

        assertThat(pixels).isEqualTo(pixels());
    }

    @Test
    void outsideItsSpanARowStays() {
        int[] opaque = new int[LEVELS];
        Arrays.fill(opaque, PlaneBlend.OPAQUE);
        int[] from = new int[LEVELS];
        int[] end = new int[LEVELS];
        from[7] = 3;
        end[7] = 9;
        from[8] = LEVELS;
        byte[] pixels = pixels();

        new PlaneBlend(new int[LEVELS], opaque)
                .blend(plane(pixels), new byte[LEVELS * LEVELS], new DrawnSpans(from, end));

        byte[] expected = pixels();
        Arrays.fill(expected, at(7, 3), at(7, 9), (byte) 0);
        assertThat(pixels).isEqualTo(expected);
    }

    @Test
    void aLevelMayBeThatOfTwoByTwoPixels() {
        int[] color = new int[LEVELS];
        int[] opaque = new int[LEVELS];
        Arrays.setAll(color, level -> level);
        Arrays.fill(opaque, PlaneBlend.OPAQUE);
        byte[] levels = new byte[LEVELS * LEVELS / 4];
        Arrays.fill(levels, (byte) 1);
        levels[LEVELS / 2 * 4 + 9] = 77;
        byte[] pixels = pixels();

        new PlaneBlend(color, opaque).blend(plane(pixels), levels, everywhere(LEVELS / 2));

        byte[] expected = pixels();
        for (int row = 0; row < LEVELS; row++) {
            Arrays.fill(expected, at(row, 0), at(row, LEVELS), (byte) 1);
        }
        Arrays.fill(expected, at(8, 18), at(8, 20), (byte) 77);
        Arrays.fill(expected, at(9, 18), at(9, 20), (byte) 77);
        assertThat(pixels).isEqualTo(expected);
    }

    private static DrawnSpans everywhere(int side) {
        int[] end = new int[side];
        Arrays.fill(end, side);
        return new DrawnSpans(new int[side], end);
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
