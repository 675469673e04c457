package io.adgaze.records.measures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityGradeTest {

    @ParameterizedTest
    @CsvSource({
        "1,    30, 1, 1",
        "0.95, 30, 1, 1",
        "0.94, 30, 1, 2",
        "0.9,  30, 1, 2",
        "0.89, 30, 1, 3",
        "0.8,  30, 1, 3",
        "0.79, 30, 1, 4",
        "0.65, 30, 1, 4",
        "0.64, 30, 1, 5",
        "0.5,  30, 1, 5",
        "0.49, 30, 1, 6",
        "0,    30, 1, 6",
        "1,    12, 1, 1",
        "1,    11.9, 1, 2",
        "1,    , 1, 2",
        "0.49, 5, 1, 6",
        ",     30, 1, 6",
        "1,    30, 0.97, 2",
        "1,    30, 0.89, 3",
        "0.9,  30, 0.5, 6",
        "1,    5, 0.97, 3",
        ",     30, 0.5, 6"
    })
    void theGradeFallsWithWhatIsNotValidNotRecordedOrSlow(
            Float validRate, Float fps, float recordedRate, int grade) {
        assertThat(QualityGrade.of(validRate, fps, recordedRate)).isEqualTo(grade);
    }
}
