package io.adgaze.records.density;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellCodecTest {

    private static final int CELLS = DensityGrid.CELLS;

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(1);
        for (double share : new double[] {0, 0.0005, 0.2, 1}) {
            int[] cells = new int[CELLS];
            for (int i = 0; i < CELLS; i++) {
                cells[i] = random.nextDouble() < share ? random.nextInt() : 0;
            }

            assertThat(decoded(encoded(cells))).isEqualTo(cells);
        }
    }

    @Test
    void smallAndExtremeValuesOfEitherSignAreKept() {
        int[] cells = new int[CELLS];
        int[] values = {1, -1, 63, 64, -64, -65, 256, -256, Integer.MAX_VALUE, Integer.MIN_VALUE};
        System.arraycopy(values, 0, cells, 0, values.length);
        cells[CELLS - 1] = -7;

        assertThat(decoded(encoded(cells))).isEqualTo(cells);
    }

    @Test
    void cellsAreToldByNumberAndZerosNotAtAll() {
        int[] cells = new int[CELLS];
        cells[3] = 5;
        cells[4] = -5;
        cells[40_000] = 1;
        List<Integer> told = new ArrayList<>();

        CellCodec.decode(encoded(cells), (cell, weight) -> told.add(cell));

        assertThat(told).containsExactly(3, 4, 40_000);
    }

    @Test
    void oneViewersSliceIsAFewBytes() {
        int[] cells = new int[CELLS];
        cells[11_000] = 100;
        cells[30_000] = 156;

        assertThat(encoded(cells)).hasSizeLessThanOrEqualTo(10);
        assertThat(encoded(new int[CELLS])).isEmpty();
    }

    private static int[] decoded(byte[] bytes) {
        int[] cells = new int[CELLS];
        CellCodec.decode(bytes, (cell, weight) -> cells[cell] += weight);
        return cells;
    }

    private static byte[] encoded(int[] cells) {
        int[] places = IntStream.range(0, cells.length).toArray();
        return CellCodec.encode(cells, places, places.length);
    }
}
