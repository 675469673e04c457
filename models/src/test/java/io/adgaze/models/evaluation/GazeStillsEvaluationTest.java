package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.models.SharedData;
import io.adgaze.models.evaluation.GazeStillsEvaluation.SessionScore;
import java.util.List;
import org.junit.jupiter.api.Test;

class GazeStillsEvaluationTest {

    @Test
    void calibratedGazeBeatsItsBaselines() throws Exception {
        List<SessionScore> scores =
                GazeStillsEvaluation.evaluate(SharedData.require("gaze/stills"));

        GazeStillsEvaluation.print(scores, System.out);
        double gaze = GazeStillsEvaluation.mean(scores, SessionScore::gaze);
        assertThat(scores).hasSize(23).allSatisfy(s -> assertThat(s.testedN()).isEqualTo(8));
        assertThat(gaze).isLessThanOrEqualTo(11.0);
        assertThat(GazeStillsEvaluation.mean(scores, SessionScore::irisOnly))
                .isGreaterThan(gaze + 2);
        assertThat(GazeStillsEvaluation.mean(scores, SessionScore::constant))
                .isGreaterThan(3 * gaze);
    }
}
