package io.adgaze.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FractionHistogramTest {

    private static final Offset<Double> EXACT = within(1e-9);

    private final FractionHistogram histogram = new FractionHistogram(3, 1000);

    @Test
    void keepsFractionsOfItsUnit() {
        histogram.update(250);
        histogram.update(500);
        histogram.update(1500);

        assertThat(histogram.getCount()).isEqualTo(3);
        assertThat(histogram.getStatistics().getQuantile(.5)).isCloseTo(.5, EXACT);
        assertThat(histogram.getStatistics().getMean()).isCloseTo(.75, EXACT);
    }

    @Test
    void lookedAtEmptyItHasNoQuantile() {
        assertThat(histogram.getCount()).isZero();
        assertThat(histogram.getStatistics().getQuantile(.5)).isNaN();
    }

    @Test
    void forgetsWhatIsLongPast() {
        histogram.update(1_000_000);
        histogram.update(1000);
        histogram.update(1000);
        histogram.update(1000);

        assertThat(histogram.getCount()).isEqualTo(4);
        assertThat(histogram.getStatistics().getQuantile(1)).isCloseTo(1, EXACT);
    }
}
