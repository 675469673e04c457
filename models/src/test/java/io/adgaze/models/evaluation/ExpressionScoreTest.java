package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.models.evaluation.ExpressionScore.Guess;
import io.adgaze.records.ExpressionProbabilities;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpressionScoreTest {

    private static Guess guess(int label, int likeliest, float confidence) {
        float[] p = new float[7];
        Arrays.fill(p, (1 - confidence) / 6);
        p[likeliest] = confidence;
        return new Guess(label, ExpressionProbabilities.of(p));
    }

    @Test
    void figuresAreWhatTheirDefinitionsSay() {
        ExpressionScore score =
                ExpressionScore.of(
                        List.of(
                                guess(3, 3, 0.7f),
                                guess(3, 3, 0.7f),
                                guess(3, 6, 0.7f),
                                guess(6, 6, 0.4f)));

        assertThat(score.accuracy()).isEqualTo(0.75);
        // happy: precision 1, recall 2/3; neutral: precision 1/2, recall 1.
        assertThat(score.classes().get(3).f1()).isCloseTo(0.8, within(1e-6));
        assertThat(score.classes().get(6).f1()).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(score.macroF1()).isCloseTo((0.8 + 2.0 / 3) / 2, within(1e-6));
        // One bin holds 2 right of 3 at 0.7, another 1 right of 1 at 0.4.
        assertThat(score.calibrationError()).isCloseTo((0.1 + 0.6) / 4, within(1e-6));
        assertThat(score.negativeLogLikelihood())
                .isCloseTo(-(2 * Math.log(0.7) + Math.log(0.05) + Math.log(0.4)) / 4, within(1e-6));
        assertThat(score.confusion().get(3)).containsExactly(0, 0, 0, 2, 0, 0, 1);
    }
}
