package io.adgaze.operators.ads.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As many viewers as an ad can have, each with the largest value that there is. */
class OverflowBoundTest {

    @ParameterizedTest
    @EnumSource(SecondMeasure.class)
    void sumsOfSecondsHold(SecondMeasure measure) {
        assertHolds(measure.fixedPoint());
    }

    @ParameterizedTest
    @EnumSource(SessionMeasure.class)
    void sumsOfSessionsHold(SessionMeasure measure) {
        assertHolds(measure.fixedPoint());
    }

    private static void assertHolds(FixedPoint fixedPoint) {
        float extreme =
                Math.abs(fixedPoint.least()) > fixedPoint.most()
                        ? fixedPoint.least()
                        : fixedPoint.most();
        long value = fixedPoint.of(extreme);
        assertThat(Math.abs(value)).isLessThanOrEqualTo(1 << 20);
        long n = FixedPoint.MOST_VIEWERS;
        MeasureSums sums =
                new MeasureSums(
                        n, Math.multiplyExact(n, value), Math.multiplyExact(n, value * value));

        assertThat(sums.mean() / fixedPoint.scale()).isCloseTo(extreme, within(1e-5));
        assertThat(sums.squaredDistances()).isZero();
    }

    /** The difference of two numbers of a hundred bits, of which a double would leave nothing. */
    @Test
    void nothingCancelsWhereAllButOneAreAlike() {
        long n = FixedPoint.MOST_VIEWERS;
        long value = 1 << 20;
        MeasureSums sums =
                new MeasureSums(
                        n,
                        (n - 1) * value + value - 1,
                        (n - 1) * value * value + (value - 1) * (value - 1));

        assertThat(sums.squaredDistances()).isCloseTo(1, within(1e-6));
    }

    @Test
    void moreThanALongHoldsIsRefused() {
        long[] sums = {Long.MAX_VALUE - 5};
        byte[] six = SparseSums.encode(new long[] {6});

        assertThatThrownBy(() -> SparseSums.add(six, sums)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void blocksComeBackAsTheyWere() {
        long[] sums = new long[500];
        sums[0] = Long.MIN_VALUE;
        sums[7] = -1;
        sums[8] = 1;
        sums[300] = Long.MAX_VALUE;
        sums[499] = 1L << 40;

        long[] read = new long[500];
        SparseSums.add(SparseSums.encode(sums), read);

        assertThat(read).isEqualTo(sums);
        assertThat(SparseSums.places(SparseSums.encode(sums))).isEqualTo(500);
        assertThat(SparseSums.encode(new long[500])).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Block.Kind.class)
    void blocksAreNamedByOneNumber(Block.Kind kind) {
        for (int version : new int[] {1, 2, 255}) {
            for (int index : new int[] {0, 1, (1 << 20) - 1}) {
                Block block = new Block(version, kind, index);

                assertThat(Block.of(block.key())).isEqualTo(block);
            }
        }
    }
}
