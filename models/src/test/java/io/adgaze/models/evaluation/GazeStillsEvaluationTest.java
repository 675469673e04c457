package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.models.evaluation.GazeStillsResult.GroupScore;
import io.adgaze.records.SharedData;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GazeStillsEvaluationTest {

    @Test
    void calibratedGazeBeatsItsBaselines() throws Exception {
        Path data = SharedData.require("gaze/stills").getParent().getParent();

        GazeStillsResult result = new GazeStillsEvaluation().score(data).orElseThrow();

        assertBeatsBaselines(result.everyFrame(), 9.3);
        assertBeatsBaselines(result.all(), 8.5);
        assertThat(result.everyFrame().gaze().framesN()).isEqualTo(23 * 8);
        assertThat(result.all().leftOutN()).isPositive();
        assertThat(result.all().nextSessionsN()).isEqualTo(21);
        assertThat(result.people()).extracting(GroupScore::name).hasSize(2);
    }

    private static void assertBeatsBaselines(GroupScore group, double most) {
        double gaze = group.gaze().distance();
        assertThat(group.sessionsN()).isEqualTo(23);
        assertThat(gaze).isLessThanOrEqualTo(most);
        assertThat(group.gazeInterval().low()).isLessThan(gaze);
        assertThat(group.gazeInterval().high()).isGreaterThan(gaze);
        assertThat(group.irisOnly().distance()).isGreaterThan(gaze + 2);
        assertThat(group.constant().distance()).isGreaterThan(3 * gaze);
    }
}
