package io.adgaze.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MinimumViewersTest {

    private static final MinimumViewers THREE = new MinimumViewers(3);

    @Test
    void aFigureNeedsAsManyViewers() {
        assertThat(THREE.publish(2, 0.5f)).isNull();
        assertThat(THREE.publish(3, 0.5f)).isEqualTo(0.5f);
    }

    @Test
    void anEstimateOfTooFewIsItsCountAlone() {
        Estimate enough = new Estimate(3, .5f, .4f, .6f);

        assertThat(THREE.publish(new Estimate(2, .5f, .4f, .6f)))
                .isEqualTo(new Estimate(2, null, null, null));
        assertThat(THREE.publish(enough)).isEqualTo(enough);
    }

    @Test
    void amongTooFewViewersNotEvenTheCountIsPublished() {
        assertThat(THREE.publishAmong(2, new Estimate(2, .5f, .4f, .6f)))
                .isEqualTo(new Estimate(null, null, null, null));
        assertThat(THREE.publishAmong(3, new Estimate(2, .5f, .4f, .6f)))
                .isEqualTo(new Estimate(2, null, null, null));
    }

    @Test
    void nobodyIsNoMinimum() {
        assertThatThrownBy(() -> new MinimumViewers(0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSampleOfTooFewIsCountedAndNotDescribed() {
        assertThat(new AdSample(2, 1, 2, 1, .1f, .9f, 3))
                .isEqualTo(new AdSample(2, 1, null, null, null, null, 3));
        assertThat(new AdSample(3, 2, 2, 1, .1f, .9f, 3))
                .isEqualTo(new AdSample(3, 2, 2, 1, null, .9f, 3));
    }
}
