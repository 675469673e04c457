package io.adgaze.video;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecodingTurnsTest {

    private final DecodingTurns turns = new DecodingTurns();

    @Test
    void companyIsForMany() {
        assertThat(turns.tryCompany()).isTrue();
        assertThat(turns.tryCompany()).isTrue();
    }

    @Test
    void aSuspectWaitsForThoseWhoAreAtItAndKeepsOthersOut() {
        turns.tryCompany();

        assertThat(turns.tryAlone("suspect")).isFalse();
        assertThat(turns.tryCompany()).isFalse();
        turns.leaveCompany();
        assertThat(turns.tryAlone("suspect")).isTrue();
        assertThat(turns.tryCompany()).isFalse();
        turns.leave("suspect");
        assertThat(turns.tryCompany()).isTrue();
    }

    @Test
    void suspectsTakeTurns() {
        assertThat(turns.tryAlone("first")).isTrue();
        assertThat(turns.tryAlone("second")).isFalse();
        assertThat(turns.tryAlone("first")).isTrue();
        turns.leave("first");
        assertThat(turns.tryAlone("second")).isTrue();
    }

    @Test
    void oneThatNoLongerAsksIsNotWaitedFor() {
        turns.tryAlone("first");
        turns.tryAlone("second");
        turns.leave("second");
        turns.leave("first");

        assertThat(turns.tryCompany()).isTrue();
    }
}
