package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.models.Demographics;
import org.junit.jupiter.api.Test;

class DemographicsTallyTest {

    @Test
    void nothingSeenIsNoEstimate() {
        assertThat(DemographicsTally.EMPTY.estimate()).isNull();
    }

    @Test
    void oneFrameHasNoSpread() {
        assertThat(DemographicsTally.EMPTY.add(0, new Demographics(31, .25f)).estimate())
                .isEqualTo(new DemographicsEstimate(31, null, "female", .75f));
    }

    @Test
    void severalFramesAreAveraged() {
        DemographicsEstimate estimate =
                DemographicsTally.EMPTY
                        .add(0, new Demographics(30, .9f))
                        .add(500, new Demographics(32, .6f))
                        .add(1000, new Demographics(37, .3f))
                        .estimate();

        assertThat(estimate.ageYears()).isEqualTo(33);
        assertThat(estimate.ageSdYears()).isCloseTo((float) Math.sqrt(13), within(1e-5f));
        assertThat(estimate.gender()).isEqualTo("male");
        assertThat(estimate.genderConfidence()).isCloseTo(.6f, within(1e-6f));
    }

    @Test
    void equalAgesHaveNoSpread() {
        DemographicsTally tally = DemographicsTally.EMPTY;
        for (int i = 0; i < 100; i++) {
            tally = tally.add(i, new Demographics(33.3f, .5f));
        }

        assertThat(tally.estimate().ageSdYears()).isCloseTo(0, within(1e-3f));
        assertThat(tally.lastMs()).isEqualTo(99);
    }
}
