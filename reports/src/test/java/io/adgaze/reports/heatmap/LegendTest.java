package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.video.ColorMatrix;
import io.adgaze.video.PictureFormat;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LegendTest {

    private static final PictureFormat FORMAT =
            new PictureFormat(1280, 720, 16 / 9., ColorMatrix.BT709);

    /** The luma of 245 in each channel. */
    private static final byte INK = (byte) 226;

    private final Legend legend = new Legend(FORMAT, 5);

    @Test
    void theNumberOfViewersIsAllThatChangesWithIt() {
        YuvImage few = legend.draw(111);
        YuvImage many = legend.draw(888);

        assertThat(many.width()).isEqualTo(few.width());
        assertThat(upperHalf(many)).isNotEqualTo(upperHalf(few));
        assertThat(lowerHalf(many)).isEqualTo(lowerHalf(few));
        assertThat(many.planes()[0]).contains(INK);
    }

    @Test
    void nothingStaysOfNumbersBefore() {
        YuvImage before = legend.draw(42);
        legend.draw(88_888);
        legend.draw(0);

        assertThat(legend.draw(42).planes()).isDeepEqualTo(before.planes());
    }

    @Test
    void whereGazeIsSuppressedThereAreNoColours() {
        YuvImage suppressed = legend.draw(0);

        assertThat(suppressed.height()).isLessThan(legend.draw(5).height());
        assertThat(chromaRange(suppressed)).isLessThan(10);
        assertThat(chromaRange(legend.draw(5))).isGreaterThan(50);
    }

    private static byte[] upperHalf(YuvImage image) {
        return Arrays.copyOf(image.planes()[0], image.planes()[0].length / 2);
    }

    private static byte[] lowerHalf(YuvImage image) {
        byte[] luma = image.planes()[0];
        return Arrays.copyOfRange(luma, luma.length / 2, luma.length);
    }

    private static int chromaRange(YuvImage image) {
        int least = 255;
        int most = 0;
        for (byte chroma : image.planes()[2]) {
            least = Math.min(least, Byte.toUnsignedInt(chroma));
            most = Math.max(most, Byte.toUnsignedInt(chroma));
        }
        return most - least;
    }
}
