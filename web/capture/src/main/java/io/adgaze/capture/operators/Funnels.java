package io.adgaze.capture.operators;

import io.adgaze.capture.operators.Funnel.Step;
import io.adgaze.capture.operators.MeasuredSessions.Measured;
import io.adgaze.capture.sessions.Stage;
import io.adgaze.capture.studies.Study;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Counts who came how far, and why others were lost. */
@Service
class Funnels {

    private final JdbcClient database;
    private final MeasuredSessions measured;

    Funnels(JdbcClient database, MeasuredSessions measured) {
        this.database = database;
        this.measured = measured;
    }

    Funnel of(Study study) throws IOException {
        List<Step> steps = new ArrayList<>(beforeConsent(study));
        Map<Stage, Map<String, Long>> lost = lost(study);
        for (Stage stage : Stage.values()) {
            long reached =
                    lost.entrySet().stream()
                            .filter(entry -> entry.getKey().compareTo(stage) >= 0)
                            .flatMap(entry -> entry.getValue().values().stream())
                            .mapToLong(Long::longValue)
                            .sum();
            Map<String, Long> reasons = new TreeMap<>(lost.getOrDefault(stage, Map.of()));
            reasons.remove("none");
            steps.add(new Step(stage.word(), reached, stage == Stage.LANDED ? Map.of() : reasons));
        }
        measured.of(study).ifPresent(figures -> steps.addAll(measuredSteps(figures)));
        return new Funnel(List.copyOf(steps));
    }

    private List<Step> beforeConsent(Study study) {
        return database.sql(
                        """
                        SELECT coalesce(sum(invited_n), 0) AS invited, coalesce(sum(opened_n), 0) AS opened,
                               coalesce(sum(adult_n), 0) AS adult, coalesce(sum(underage_n), 0) AS underage,
                               coalesce(sum(declined_n), 0) AS declined
                        FROM invitations WHERE study_id = ?
                        """)
                .param(study.studyId())
                .query(
                        (row, number) ->
                                List.of(
                                        new Step("invited", row.getLong("invited"), Map.of()),
                                        new Step(
                                                "opened",
                                                row.getLong("opened"),
                                                counted("underage", row.getLong("underage"))),
                                        new Step(
                                                "adult",
                                                row.getLong("adult"),
                                                counted("declined", row.getLong("declined")))))
                .single();
    }

    private static Map<String, Long> counted(String reason, long n) {
        return n == 0 ? Map.of() : Map.of(reason, n);
    }

    /** By the stage that they came to; the reason is what went wrong last. */
    private Map<Stage, Map<String, Long>> lost(Study study) {
        Map<Stage, Map<String, Long>> lost = new HashMap<>();
        database.sql(
                        "SELECT stage, coalesce(loss_reason, 'none') AS reason, count(*) AS n FROM"
                                + " participations WHERE study_id = ? AND NOT is_test GROUP BY 1, 2")
                .param(study.studyId())
                .query(
                        row -> {
                            lost.computeIfAbsent(
                                            Stage.of(row.getString("stage")),
                                            stage -> new TreeMap<>())
                                    .put(row.getString("reason"), row.getLong("n"));
                        });
        return lost;
    }

    private static List<Step> measuredSteps(Measured figures) {
        return List.of(
                new Step("measured", figures.sessionsN(), figures.rejections()),
                new Step("usable", figures.usableN(), Map.of()));
    }
}
