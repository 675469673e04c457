package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.SharedData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ExpressionEvaluationTest {

    /** What these pictures score is not what all do, which models/evaluate tells. */
    private static final int INTERVAL = 4;

    /**
     * Another order of the classes, light that is not taken out or a lost temperature show here.
     */
    @Test
    void theNetworkIsTheOneThatItsCardDescribes() throws Exception {
        Path data = SharedData.require("fer2013/public_test.npz").getParent().getParent();

        var sets = new ExpressionEvaluation(INTERVAL).score(data).orElseThrow().sets();

        assertThat(sets)
                .filteredOn(set -> set.name().equals("public_test"))
                .singleElement()
                .satisfies(
                        set -> {
                            assertThat(set.all().accuracy()).isGreaterThan(0.70);
                            assertThat(set.all().calibrationError()).isLessThan(0.06);
                            assertThat(set.tracked().accuracy()).isGreaterThan(0.68);
                        });
    }
}
