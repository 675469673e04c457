package io.adgaze.records.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.GazeTrack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SliceSumTest {

    private static final int VIEWERS = 60;

    private final SliceSum sum = new SliceSum();

    @Test
    void doesNotDependOnTheOrderOfViewers() {
        List<ViewerGaze> viewers = viewers(1);
        byte[] sorted = sumOf(viewers);

        Collections.shuffle(viewers, new Random(2));

        assertThat(sumOf(viewers)).isEqualTo(sorted).isNotEmpty();
    }

    @Test
    void partsThatWereWrittenAddUpToTheWhole() {
        List<ViewerGaze> viewers = viewers(1);
        byte[] whole = sumOf(viewers);
        byte[] first = sumOf(viewers.subList(0, 20));
        byte[] rest = sumOf(viewers.subList(20, VIEWERS));

        sum.add(rest);
        sum.add(first);

        assertThat(sum.take()).isEqualTo(whole);
    }

    @Test
    void aViewerWhoIsTakenOutLeavesNothing() {
        List<ViewerGaze> viewers = viewers(1);
        for (ViewerGaze viewer : viewers) {
            add(viewer, 1);
        }
        Collections.shuffle(viewers, new Random(3));
        for (ViewerGaze viewer : viewers) {
            add(viewer, -1);
        }

        assertThat(sum.take()).isEmpty();
    }

    @Test
    void aViewerAddsOneUnitHoweverManyPointsThereAre() {
        for (int points : new int[] {1, 2, 3, 7, 100, 255, 300}) {
            add(viewer(new Random(points), points), 1);

            assertThat(total(sum.take())).isEqualTo(DensityGrid.UNIT);
        }
    }

    @Test
    void theNextSumBeginsAtZero() {
        add(viewer(new Random(1), 3), 1);
        sum.take();

        assertThat(sum.take()).isEmpty();
    }

    @Test
    void gazeFarOffThePictureIsInNoCell() {
        add(track(new int[] {0}, new float[] {-9}, new float[] {0.5f}).inFixedPoint(), 1);

        assertThat(sum.take()).isEmpty();
    }

    @Test
    void moreThanAnIntHoldsIsRefused() {
        int[] cells = new int[DensityGrid.CELLS];
        cells[DensityGrid.layer(0).cellOf(0.5, 0.5)] = Integer.MAX_VALUE;
        sum.add(encoded(cells));
        GazeTrack sharp =
                new GazeTrack(new int[] {0}, new float[] {0.5f}, new float[] {0.5f}, 0.02f);

        assertThatThrownBy(() -> add(sharp.inFixedPoint(), 1))
                .isInstanceOf(ArithmeticException.class);
    }

    private byte[] sumOf(List<ViewerGaze> viewers) {
        viewers.forEach(viewer -> add(viewer, 1));
        return sum.take();
    }

    private void add(ViewerGaze viewer, int sign) {
        sum.add(viewer, viewer.blur(), 0, viewer.size(), sign);
    }

    private static int total(byte[] written) {
        int[] total = new int[1];
        new GazeSlice(0, written, 0).forEachCell((cell, weight) -> total[0] += weight);
        return total[0];
    }

    private static List<ViewerGaze> viewers(long seed) {
        Random random = new Random(seed);
        List<ViewerGaze> viewers = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            viewers.add(viewer(random, 1 + random.nextInt(3)));
        }
        return viewers;
    }

    /** On the picture and, near the edge, within every layer's margin. */
    private static ViewerGaze viewer(Random random, int points) {
        int[] adMs = new int[points];
        float[] x = new float[points];
        float[] y = new float[points];
        for (int i = 0; i < points; i++) {
            x[i] = 1.1f * random.nextFloat() - 0.05f;
            y[i] = random.nextFloat();
        }
        float error = 0.3f * random.nextFloat();
        return new GazeTrack(adMs, x, y, error).inFixedPoint();
    }

    private static GazeTrack track(int[] adMs, float[] x, float[] y) {
        return new GazeTrack(adMs, x, y, 0.08f);
    }

    private static byte[] encoded(int[] cells) {
        int[] places = IntStream.range(0, cells.length).toArray();
        return CellCodec.encode(cells, places, places.length);
    }
}
