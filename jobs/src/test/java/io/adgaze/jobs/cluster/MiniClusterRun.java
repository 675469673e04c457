package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.jobs.EngagementRun;
import io.adgaze.jobs.LandingFolder;
import io.adgaze.jobs.Tables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The tables that a bounded run over the same sessions writes on a MiniCluster in this JVM: what
 * every run on the cluster is compared with. Made once.
 */
final class MiniClusterRun {

    /** Sessions 1 to this; {@code -Dadgaze.cluster-sessions} says how many. */
    static final int SESSIONS = Integer.getInteger("adgaze.cluster-sessions", 24);

    private static Tables tables;

    private MiniClusterRun() {}

    /**
     * The scenario's rows are those of its sessions here, each once.
     *
     * @param scenario a finished one
     */
    static void assertSameRows(Scenario scenario) throws Exception {
        try (Tables actual = scenario.tables()) {
            for (String table : List.of("viewer_seconds", "sessions")) {
                assertThat(rows(actual, scenario, table))
                        .as(table + " of " + scenario)
                        .isEqualTo(rows(tables(), scenario, table));
            }
        }
    }

    /** The same, for a scenario of all the sessions, and for its ads' seconds. */
    static void assertSameRowsAndAdSeconds(Scenario scenario) throws Exception {
        assertSameRows(scenario);
        String adSeconds = "FROM ad_seconds ORDER BY ALL";
        try (Tables actual = scenario.tables()) {
            assertThat(actual.query(adSeconds)).isEqualTo(tables().query(adSeconds));
        }
    }

    private static List<Map<String, Object>> rows(Tables from, Scenario scenario, String table)
            throws Exception {
        String ids =
                scenario.sessions().stream()
                        .map(id -> "'" + id + "'")
                        .collect(Collectors.joining(","));
        List<Map<String, Object>> rows =
                from.query("FROM " + table + " WHERE session_id IN (" + ids + ") ORDER BY ALL");
        assertThat(rows).as(table).isNotEmpty();
        return rows;
    }

    private static synchronized Tables tables() throws Exception {
        if (tables == null) {
            Path folder = Deployment.newFolder("minicluster");
            LandingFolder landing = LandingFolder.withDemoAd(folder);
            for (int number = 1; number <= SESSIONS; number++) {
                landing.landSample(Scenario.sample(number), Scenario.sessionId(number));
            }
            tables =
                    new EngagementRun(landing)
                            .with(Scenario.FRAME_RATE)
                            .into(folder.resolve("output"));
        }
        return tables;
    }
}
