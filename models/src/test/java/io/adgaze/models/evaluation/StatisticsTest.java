package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.models.ScreenPoint;
import io.adgaze.models.evaluation.Statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theBootstrapsBoundsAreThoseOfTheMean() {
        double[] values = IntStream.range(0, 100).mapToDouble(i -> i).toArray();

        Interval bounds = Statistics.bootstrap(values);

        // The mean's standard error is 28.9 / 10.
        assertThat(bounds.low()).isCloseTo(49.5 - 1.96 * 2.89, within(0.7));
        assertThat(bounds.high()).isCloseTo(49.5 + 1.96 * 2.89, within(0.7));
        assertThat(Statistics.bootstrap(values)).isEqualTo(bounds);
    }

    @Test
    void correlationHasItsSign() {
        double[] up = {1, 2, 3};

        assertThat(Statistics.correlation(up, new double[] {2, 4, 6})).isCloseTo(1, within(1e-9));
        assertThat(Statistics.correlation(up, new double[] {3, 2, 1})).isCloseTo(-1, within(1e-9));
        assertThat(Statistics.correlation(up, new double[] {1, 1, 1})).isNaN();
    }

    @Test
    void smoothingDropsASpikeAndKeepsAStep() {
        double[] xs = {0, 0, 90, 0, 0, 50, 50, 50, 50};
        List<Look> looks =
                IntStream.range(0, xs.length)
                        .mapToObj(i -> new Look(100L * i, null, null, xs[i], 0, -1))
                        .toList();
        GazeMap truth = look -> new ScreenPoint(look.xPx(), look.yPx());

        assertThat(truth.smoothed(looks))
                .extracting(ScreenPoint::xPx)
                .containsExactly(0.0, 0.0, 0.0, 0.0, 0.0, 50.0, 50.0, 50.0, 50.0);
    }
}
