package io.adgaze.records.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.measures.HeatmapParameters;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlurTest {

    /** In steps of a share: {@link DensityGrid#UNIT} of them between two layers' heights. */
    private static final double ROUNDING = 0.5 / DensityGrid.UNIT;

    @Test
    void aMixtureIsExactlyAsHighInItsMiddleAsTheViewersOwn() {
        for (double error = 0; error < 0.25; error += 0.001) {
            Blur blur = Blur.ofError(error);

            double own = Blur.peak(blur.sigmaNorm());
            double narrow = Blur.peak(DensityGrid.layer(blur.narrower()).sigmaNorm());
            assertThat(height(blur, 0)).isCloseTo(own, within(ROUNDING * narrow));
        }
    }

    @Test
    void elsewhereItDiffersByLittle() {
        for (double error = 0; error < 0.25; error += 0.001) {
            Blur blur = Blur.ofError(error);
            double own = Blur.peak(blur.sigmaNorm());
            for (double sigmas = 0; sigmas < 4; sigmas += 0.05) {
                double distance = sigmas * blur.sigmaNorm();
                double expected = own * Math.exp(-sigmas * sigmas / 2);

                assertThat(height(blur, distance)).isCloseTo(expected, within(0.028 * own));
            }
        }
    }

    @Test
    void sharesLieWithinAUnitAtBothEndsOfTheRange() {
        Blur sharpest = Blur.ofError(0);
        Blur widest = Blur.ofError(10);

        assertThat(sharpest.narrower()).isZero();
        assertThat(sharpest.share()).isEqualTo(DensityGrid.UNIT);
        assertThat(widest.narrower()).isEqualTo(DensityGrid.LAYERS - 2);
        assertThat(widest.share()).isBetween(0, DensityGrid.UNIT);
        assertThat(widest.sigmaNorm()).isEqualTo(HeatmapParameters.MAX_SIGMA_NORM);
    }

    @Test
    void agreementIsHalfOfTheHeight() {
        Blur blur = Blur.ofError(0.08);

        double perSquareWidth = (double) blur.agreement() / GazeSlice.AGREEMENT_SCALE;

        assertThat(perSquareWidth).isCloseTo(Blur.peak(blur.sigmaNorm()) / 2, within(1e-4));
    }

    @Test
    void aWeightIsSpreadOverTwoLayersWithoutALoss() {
        Blur blur = Blur.ofError(0.08);
        for (int weight : new int[] {256, 128, 85, 1, -1, -85, -256}) {
            List<Integer> weights = new ArrayList<>();

            blur.spread(0.4, 0.6, weight, (cell, part) -> weights.add(part));

            assertThat(weights.stream().mapToInt(Integer::intValue).sum()).isEqualTo(weight);
        }
    }

    /** What of one viewer lies off one layer may lie on the next, whose margin is wider. */
    @Test
    void aPlaceOffThePictureIsWhereTheMarginIs() {
        Blur blur = Blur.ofError(0.03);
        List<Integer> cells = new ArrayList<>();

        blur.spread(-3, 0.5, DensityGrid.UNIT, (cell, part) -> cells.add(cell));
        assertThat(cells).isEmpty();

        blur.spread(-0.05, 0.5, DensityGrid.UNIT, (cell, part) -> cells.add(cell));
        assertThat(cells).hasSize(2);
    }

    private static double height(Blur blur, double distance) {
        double share = (double) blur.share() / DensityGrid.UNIT;
        return share * gaussian(blur.narrower(), distance)
                + (1 - share) * gaussian(blur.narrower() + 1, distance);
    }

    private static double gaussian(int layer, double distance) {
        double sigma = DensityGrid.layer(layer).sigmaNorm();
        double sigmas = distance / sigma;
        return Blur.peak(sigma) * Math.exp(-sigmas * sigmas / 2);
    }
}
