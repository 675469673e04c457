package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceCropTest {

    private static final int FRAME_PX = 127;
    private static final int CROP_PX = 12;

    private static final float CENTRE_X_PX = 63.8f;
    private static final float CENTRE_Y_PX = 62.1f;

    /** Grey levels a pixel: the mean of two neighbours is a whole number. */
    private static final int SLOPE = 2;

    /** Rounding to 8 bits, and of places to a 32nd of a pixel that was halved twice. */
    private static final double ROUNDING = 0.8;

    @ParameterizedTest(name = "side {0}, turned {1}")
    @CsvSource({"10, 0", "18, 0.3", "50, 0", "60, -0.5", "80, 0.2"})
    void eachPixelShowsItsPlaceInTheFrame(float sidePx, float rollRad) {
        FaceRegion region = new FaceRegion(CENTRE_X_PX, CENTRE_Y_PX, sidePx, rollRad);
        try (FaceCrop crop = new FaceCrop(CROP_PX, CROP_PX);
                Mat frame = columnsAndRows();
                UByteIndexer pixels = crop.cut(frame, region).createIndexer()) {
            for (int row = 0; row < CROP_PX; row++) {
                for (int column = 0; column < CROP_PX; column++) {
                    double along = (column + 0.5 - CROP_PX / 2.0) * sidePx / CROP_PX;
                    double across = (row + 0.5 - CROP_PX / 2.0) * sidePx / CROP_PX;
                    double x = CENTRE_X_PX + Math.cos(rollRad) * along - Math.sin(rollRad) * across;
                    double y = CENTRE_Y_PX + Math.sin(rollRad) * along + Math.cos(rollRad) * across;
                    assertThat((double) pixels.get(row, column, 0))
                            .isCloseTo(SLOPE * (x - 0.5), within(ROUNDING));
                    assertThat((double) pixels.get(row, column, 1))
                            .isCloseTo(SLOPE * (y - 0.5), within(ROUNDING));
                }
            }
        }
    }

    @ParameterizedTest(name = "centre {0}, {1}, side {2}")
    @CsvSource({"0, 0, 150", "127, 127, 450", "-200, 45, 100", "63, 63, 1000"})
    void outsideTheFrameItsBorderIsRepeated(float x, float y, float sidePx) {
        try (FaceCrop crop = new FaceCrop(CROP_PX, CROP_PX);
                Mat frame = columnsAndRows();
                UByteIndexer pixels =
                        crop.cut(frame, new FaceRegion(x, y, sidePx, 0)).createIndexer()) {
            int last = CROP_PX - 1;
            assertThat(pixels.get(0, 0, 0)).isCloseTo(expected(x - sidePx / 2), edge(sidePx));
            assertThat(pixels.get(0, 0, 1)).isCloseTo(expected(y - sidePx / 2), edge(sidePx));
            assertThat(pixels.get(last, last, 0)).isCloseTo(expected(x + sidePx / 2), edge(sidePx));
            assertThat(pixels.get(last, last, 1)).isCloseTo(expected(y + sidePx / 2), edge(sidePx));
        }
    }

    /** A pixel of what remains after halving, and less than another that is left out. */
    private static Offset<Integer> edge(float sidePx) {
        long halvings = Math.round(Math.log(sidePx / CROP_PX / 2) / Math.log(2));
        return within(2 * SLOPE << halvings);
    }

    private static int expected(float x) {
        return SLOPE * Math.round(Math.max(0, Math.min(FRAME_PX - 1, x)));
    }

    /** Each pixel's first channel tells its column, its second its row. */
    private static Mat columnsAndRows() {
        Mat frame = new Mat(FRAME_PX, FRAME_PX, opencv_core.CV_8UC3);
        try (UByteIndexer pixels = frame.createIndexer()) {
            for (int row = 0; row < FRAME_PX; row++) {
                for (int column = 0; column < FRAME_PX; column++) {
                    pixels.put(row, column, 0, SLOPE * column);
                    pixels.put(row, column, 1, SLOPE * row);
                }
            }
        }
        return frame;
    }
}
