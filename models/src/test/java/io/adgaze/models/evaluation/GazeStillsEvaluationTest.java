package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.models.evaluation.GazeStillsResult.GroupScore;
import io.adgaze.records.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class GazeStillsEvaluationTest {

    @Test
    void calibratedGazeBeatsItsBaselines() throws Exception {
        Path index = SharedData.require("gaze/stills/index.csv");
        Map<String, TreeSet<String>> sessions = sessionsByPerson(index);
        int sessionsN = sessions.values().stream().mapToInt(TreeSet::size).sum();

        GazeStillsResult result =
                new GazeStillsEvaluation()
                        .score(index.getParent().getParent().getParent())
                        .orElseThrow();

        assertBeatsBaselines(result.everyFrame(), sessionsN, 9.4);
        assertBeatsBaselines(result.all(), sessionsN, 8.8);
        assertThat(result.everyFrame().gaze().framesN()).isEqualTo(sessionsN * 8);
        assertThat(result.all().leftOutN()).isPositive();
        assertThat(result.all().nextSessionsN()).isEqualTo(sessionsN - sessions.size());
        assertThat(result.people())
                .extracting(GroupScore::name)
                .containsExactlyElementsOf(sessions.keySet());
    }

    private static Map<String, TreeSet<String>> sessionsByPerson(Path index) throws Exception {
        Map<String, TreeSet<String>> sessions = new TreeMap<>();
        for (String line : Files.readAllLines(index).stream().skip(1).toList()) {
            String[] fields = line.split(",");
            sessions.computeIfAbsent(fields[1], person -> new TreeSet<>()).add(fields[2]);
        }
        return sessions;
    }

    private static void assertBeatsBaselines(GroupScore group, int sessionsN, double most) {
        double gaze = group.gaze().distance();
        assertThat(group.sessionsN()).isEqualTo(sessionsN);
        assertThat(gaze).isLessThanOrEqualTo(most);
        assertThat(group.gazeInterval().low()).isLessThan(gaze);
        assertThat(group.gazeInterval().high()).isGreaterThan(gaze);
        assertThat(group.irisOnly().distance()).isGreaterThan(gaze + 2);
        assertThat(group.constant().distance()).isGreaterThan(3 * gaze);
    }
}
