package io.adgaze.records.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliabilityTest {

    @ParameterizedTest
    @CsvSource({
        "0,   INSUFFICIENT",
        "29,  INSUFFICIENT",
        "30,  DIRECTIONAL",
        "149, DIRECTIONAL",
        "150, REPORT"
    })
    void growsWithTheSample(int viewersN, Reliability reliability) {
        assertThat(Reliability.of(viewersN)).isEqualTo(reliability);
    }

    @Test
    void tellsItsRangeAndItsUse() {
        assertThat(Reliability.values())
                .extracting(Reliability::code, Reliability::meaning)
                .containsExactly(
                        tuple(
                                "insufficient",
                                "Fewer than 30 viewers: an illustration, not a result."),
                        tuple("directional", "30 to 149 viewers: shows a direction."),
                        tuple("report", "150 viewers or more: can be reported."));
    }
}
