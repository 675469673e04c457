package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawnSpansTest {

    private static final int FIRST_VISIBLE = 6;
    private static final int GRID_WIDTH = 160;
    private static final int GRID_HEIGHT = 90;

    @ParameterizedTest
    @CsvSource({"1280, 720", "640, 360", "854, 480", "160, 90", "100, 56"})
    void everyPixelThatShowsGazeIsInItsRowsSpan(int width, int height) {
        Random random = new Random(width);
        for (int trial = 0; trial < 20; trial++) {
            byte[] cells = new byte[GRID_WIDTH * GRID_HEIGHT];
            for (int i = 0; i <= trial / 2; i++) {
                cells[random.nextInt(cells.length)] = (byte) 255;
            }
            LevelGrid grid = new LevelGrid(GRID_WIDTH, GRID_HEIGHT, cells);

            DrawnSpans spans = DrawnSpans.of(grid, FIRST_VISIBLE, width, height);

            byte[] levels = upsampled(grid, width, height);
            for (int y = 0; y < height; y++) {
                assertHolds(spans.from()[y], spans.end()[y], levels, y * width, width);
            }
        }
    }

    @Test
    void aCellReachesToItsNeighboursMiddles() {
        byte[] cells = new byte[GRID_WIDTH * GRID_HEIGHT];
        cells[10 * GRID_WIDTH + 20] = (byte) 255;

        DrawnSpans spans =
                DrawnSpans.of(
                        new LevelGrid(GRID_WIDTH, GRID_HEIGHT, cells), FIRST_VISIBLE, 1280, 720);

        for (int y = 0; y < 720; y++) {
            boolean reached = y >= 8 * 9.5 && y < 8 * 11.5;
            assertThat(spans.end()[y] - spans.from()[y] > 0).isEqualTo(reached);
        }
        assertThat(spans.from()[80]).isEqualTo(156);
        assertThat(spans.end()[80]).isEqualTo(172);
    }

    @ParameterizedTest
    @CsvSource({"1280, 720", "854, 480"})
    void whereNothingIsVisibleThereIsNoSpan(int width, int height) {
        byte[] cells = new byte[GRID_WIDTH * GRID_HEIGHT];
        cells[100] = FIRST_VISIBLE - 1;

        DrawnSpans spans =
                DrawnSpans.of(
                        new LevelGrid(GRID_WIDTH, GRID_HEIGHT, cells),
                        FIRST_VISIBLE,
                        width,
                        height);

        for (int y = 0; y < height; y++) {
            assertThat(spans.end()[y]).isLessThanOrEqualTo(spans.from()[y]);
        }
    }

    private static void assertHolds(int from, int end, byte[] levels, int row, int width) {
        for (int x = 0; x < width; x++) {
            if (Byte.toUnsignedInt(levels[row + x]) >= FIRST_VISIBLE) {
                assertThat(x).isBetween(from, end - 1);
            }
        }
    }

    private static byte[] upsampled(LevelGrid grid, int width, int height) {
        byte[] levels = new byte[width * height];
        try (Mat coarse = new Mat(grid.height(), grid.width(), CV_8UC1);
                Mat fine = new Mat();
                Size size = new Size(width, height)) {
            coarse.data().put(grid.levels());
            resize(coarse, fine, size, 0, 0, INTER_LINEAR);
            fine.data().get(levels);
        }
        return levels;
    }
}
