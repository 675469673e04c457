package io.adgaze.operators.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.Estimate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    /** Bounds are mean ± t(0.975, n - 1) s / √n, with t from a printed table. */
    @ParameterizedTest
    @CsvSource({
        "0;1,                 2,  0.5, 6.353102", // t = 12.706205, s = 0.707107
        "1;2;3,               3,  2,   2.484138", // t = 4.302653, s = 1
        "0;1;2;3;4;5;6;7;8;9, 10, 4.5, 2.165851" // t = 2.262157, s = 3.027650
    })
    void boundsTheMeanByStudentsT(String values, int n, float mean, float halfWidth) {
        Estimate estimate =
                Statistics.estimate(Arrays.stream(values.split(";")).map(Float::valueOf).toList());

        assertThat(estimate.n()).isEqualTo(n);
        assertThat(estimate.mean()).isCloseTo(mean, within(1e-6f));
        assertThat(estimate.ci95Low()).isCloseTo(mean - halfWidth, within(1e-5f));
        assertThat(estimate.ci95High()).isCloseTo(mean + halfWidth, within(1e-5f));
    }

    @Test
    void boundsStayWithinAFiguresRange() {
        assertThat(Statistics.estimateWithin(0, 1, List.of(0f, 1f)))
                .isEqualTo(new Estimate(2, .5f, 0f, 1f));
        assertThat(Statistics.estimateWithin(0, 1, List.of(.4f)))
                .isEqualTo(new Estimate(1, .4f, null, null));
        assertThat(Statistics.estimateWithin(-1, 1, List.of(.1f, .2f, .3f)))
                .isEqualTo(Statistics.estimate(List.of(.1f, .2f, .3f)));
    }

    @Test
    void equalValuesHaveNoSpread() {
        assertThat(Statistics.estimate(List.of(.5f, .5f, .5f)))
                .isEqualTo(new Estimate(3, .5f, .5f, .5f));
    }

    @Test
    void oneValueHasNoBounds() {
        assertThat(Statistics.estimate(List.of(.5f))).isEqualTo(new Estimate(1, .5f, null, null));
    }

    @Test
    void noValueHasNoMean() {
        assertThat(Statistics.estimate(List.of())).isEqualTo(new Estimate(0, null, null, null));
        assertThat(Statistics.median(List.of())).isNull();
        assertThat(Statistics.dispersion(List.of(), List.of())).isNull();
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        List<Float> values = Arrays.asList(1f, null, 2f, null, 3f, 10f);

        assertThat(Statistics.estimate(values).n()).isEqualTo(4);
        assertThat(Statistics.estimate(values).mean()).isEqualTo(4);
        assertThat(Statistics.median(values)).isEqualTo(2.5f);
        assertThat(Statistics.median(Arrays.asList(9f, null, 1f, 3f))).isEqualTo(3);
    }

    @Test
    void dispersionIsTheRootMeanSquareDistanceFromTheMeanPoint() {
        assertThat(Statistics.dispersion(List.of(0f, 3f, 0f, 3f), List.of(0f, 0f, 4f, 4f)))
                .isEqualTo(2.5f);
        assertThat(Statistics.dispersion(Arrays.asList(1f, null), Arrays.asList(1f, null)))
                .isZero();
    }
}
