package io.adgaze.records.measures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGradeTest {

    @ParameterizedTest
    @CsvSource({
        "1,    30, 1",
        "0.95, 30, 1",
        "0.94, 30, 2",
        "0.9,  30, 2",
        "0.89, 30, 3",
        "0.8,  30, 3",
        "0.79, 30, 4",
        "0.65, 30, 4",
        "0.64, 30, 5",
        "0.5,  30, 5",
        "0.49, 30, 6",
        "0,    30, 6",
        "1,    12, 1",
        "1,    11.9, 2",
        "1,    , 2",
        "0.49, 5, 6",
        ",     30, 6"
    })
    void theGradeFallsWithValidFramesAndASlowWebcam(Float validRate, Float fps, int grade) {
        assertThat(QualityGrade.of(validRate, fps)).isEqualTo(grade);
    }
}
