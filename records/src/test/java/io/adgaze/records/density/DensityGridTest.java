package io.adgaze.records.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.density.DensityGrid.Layer;
import io.adgaze.records.measures.HeatmapParameters;
import org.junit.jupiter.api.Test;

class DensityGridTest {

    @Test
    void blursReachFromTheNarrowestToTheWidest() {
        assertThat(DensityGrid.layer(0).sigmaNorm()).isEqualTo(HeatmapParameters.MIN_SIGMA_NORM);
        assertThat(DensityGrid.layer(DensityGrid.LAYERS - 1).sigmaNorm())
                .isGreaterThanOrEqualTo(HeatmapParameters.MAX_SIGMA_NORM);
    }

    @Test
    void cellsAreAsFineAsTheirBlurAllows() {
        for (int i = 0; i < DensityGrid.LAYERS; i++) {
            Layer layer = DensityGrid.layer(i);

            assertThat(layer.sigmaNorm() * layer.side()).isCloseTo(2.56, within(0.05));
        }
    }

    @Test
    void aPlaceIsLessThanHalfACellFromItsCellsMiddle() {
        Layer layer = DensityGrid.layer(2);
        for (double place = -0.1; place < 1.1; place += 0.0137) {
            int cell = layer.cellOf(place, 1 - place) - layer.first();

            double half = 0.5 / layer.side() + 1e-9;
            assertThat(layer.middle(cell % layer.stride())).isCloseTo(place, within(half));
            assertThat(layer.middle(cell / layer.stride())).isCloseTo(1 - place, within(half));
        }
    }

    @Test
    void noTwoLayersShareACell() {
        for (int i = 1; i < DensityGrid.LAYERS; i++) {
            Layer before = DensityGrid.layer(i - 1);

            assertThat(DensityGrid.layer(i).first()).isEqualTo(before.first() + before.cells());
        }
        Layer last = DensityGrid.layer(DensityGrid.LAYERS - 1);
        double corner = 1 + (DensityGrid.MARGIN - 0.5) / last.side();
        assertThat(last.cellOf(corner, corner)).isEqualTo(DensityGrid.CELLS - 1);
    }

    @Test
    void beyondTheMarginThereIsNoCell() {
        Layer layer = DensityGrid.layer(0);
        double margin = (double) DensityGrid.MARGIN / layer.side();

        assertThat(layer.cellOf(-margin, -margin)).isEqualTo(layer.first());
        assertThat(layer.cellOf(-margin - 1e-6, 0.5)).isNegative();
        assertThat(layer.cellOf(0.5, -margin - 1e-6)).isNegative();
        assertThat(layer.cellOf(1 + margin, 0.5)).isNegative();
        assertThat(layer.cellOf(0.5, 1 + margin)).isNegative();
    }

    /** Four standard deviations, where a blur ends. */
    @Test
    void noBlurReachesThePictureFromBeyondTheMargin() {
        for (int i = 0; i < DensityGrid.LAYERS; i++) {
            Layer layer = DensityGrid.layer(i);

            assertThat((double) DensityGrid.MARGIN / layer.side())
                    .isGreaterThan(4 * layer.sigmaNorm());
        }
    }
}
