package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adgaze.jobs.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Processes are lost to {@code kill -9} in the midst of the work: no row is lost, none is there
 * twice, and no reader ever sees half an object.
 */
@ExtendWith(SharedCluster.class)
class LossITCase {

    private static final int SESSIONS = 8;

    /** Somewhere inside the first recordings, of which 120 frames each are analysed. */
    private static final int FRAMES = 40;

    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private final AdgazeCluster cluster;

    LossITCase(AdgazeCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void ofATaskManagerInMidRecording() throws Exception {
        run(
                "tm-mid-recording",
                scenario -> {
                    scenario.awaitFrames(FRAMES);
                    loseTaskManagerOf(scenario, "frame splitter");
                });
    }

    @Test
    void ofATaskManagerInACheckpoint() throws Exception {
        run(
                "tm-in-checkpoint",
                scenario -> {
                    scenario.awaitFrames(FRAMES);
                    String victim = cluster.rest().taskManagerOf(scenario.job(), "frame splitter");
                    cluster.rest().triggerCheckpoint(scenario.job());
                    loseTaskManager(scenario, victim);
                });
    }

    @Test
    void ofATaskManagerInTheSinksCommit() throws Exception {
        run(
                "tm-in-commit",
                scenario -> {
                    String victim = cluster.rest().taskManagerOf(scenario.job(), "viewer_seconds");
                    Path committed = scenario.output().resolve("viewer_seconds");
                    await().atMost(FlinkRest.PATIENCE)
                            .pollInterval(Duration.ofMillis(2))
                            .until(() -> holdsParquet(committed));
                    loseTaskManager(scenario, victim);
                });
    }

    @Test
    void ofATaskManagerInRendering() throws Exception {
        run(
                "tm-in-rendering",
                scenario -> {
                    String victim =
                            await().atMost(FlinkRest.PATIENCE)
                                    .pollInterval(Duration.ofMillis(2))
                                    .until(this::rendering, Optional::isPresent)
                                    .orElseThrow();
                    loseTaskManager(scenario, victim);
                });
    }

    @Test
    void ofATaskManagerWhileIdle() throws Exception {
        run(
                "tm-idle",
                scenario -> {
                    scenario.awaitSessions();
                    cluster.rest().awaitCheckpoint(scenario.job());
                    loseTaskManagerOf(scenario, "frame splitter");
                    cluster.rest().awaitRunning(scenario.job());
                    scenario.land(SESSIONS + 1, SESSIONS + 2);
                });
    }

    @Test
    void ofTheJobManager() throws Exception {
        run(
                "jobmanager",
                scenario -> {
                    scenario.awaitFrames(FRAMES);
                    cluster.rest().awaitCheckpoint(scenario.job());
                    cluster.flink().jobManager().kill();
                    cluster.flink().startJobManager();
                    cluster.rest().awaitRunning(scenario.job());
                    scenario.land(SESSIONS + 1, SESSIONS + 2);
                });
    }

    @Test
    void ofTheBroker() throws Exception {
        run(
                "broker",
                scenario -> {
                    scenario.awaitFrames(FRAMES);
                    cluster.kafka().process().kill();
                    stayAway();
                    cluster.kafka().start();
                    scenario.land(SESSIONS + 1, SESSIONS + 2);
                });
    }

    @Test
    void ofTheStore() throws Exception {
        run(
                "store",
                scenario -> {
                    scenario.awaitFrames(FRAMES);
                    cluster.s3().process().kill();
                    stayAway();
                    cluster.s3().start();
                    scenario.land(SESSIONS + 1, SESSIONS + 2);
                });
    }

    /** What goes wrong while sessions are worked on. */
    private interface Loss {
        void in(Scenario scenario) throws Exception;
    }

    private void run(String name, Loss loss) throws Exception {
        Scenario scenario = Scenario.on(cluster, name).submit(2);
        try (VisibleObjects objects = VisibleObjects.of(cluster, scenario)) {
            scenario.land(1, SESSIONS);
            loss.in(scenario);
            scenario.awaitSessions();
            cluster.rest().awaitRunning(scenario.job());
            cluster.rest().drain(scenario.job());

            MiniClusterRun.assertSameRows(scenario);
            assertThat(viewers(scenario)).isEqualTo((long) scenario.sessions().size());
            assertThat(objects.broken()).isEmpty();
        }
        cluster.awaitIdle();
    }

    private void loseTaskManagerOf(Scenario scenario, String task) throws Exception {
        loseTaskManager(scenario, cluster.rest().taskManagerOf(scenario.job(), task));
    }

    private void loseTaskManager(Scenario scenario, String resourceId) throws Exception {
        long before = cluster.rest().restored(scenario.job());
        cluster.flink().taskManager(resourceId).kill();
        cluster.flink().restartTaskManager(resourceId);
        await().atMost(FlinkRest.PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.rest().restored(scenario.job()) > before);
    }

    /** The TaskManager that is rendering an ad's exports. */
    private Optional<String> rendering() throws IOException {
        for (String resourceId : List.of("taskmanager-1", "taskmanager-2")) {
            try (Stream<Path> files = Files.list(cluster.flink().temporaryFiles(resourceId))) {
                if (files.anyMatch(
                        file -> file.getFileName().toString().startsWith("adgaze-export-"))) {
                    return Optional.of(resourceId);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holdsParquet(Path table) throws IOException {
        if (!Files.isDirectory(table)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(table)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    /** The outage itself is what is waited for. */
    private static void stayAway() {
        await().pollDelay(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> true);
    }

    private static Object viewers(Scenario scenario) throws Exception {
        try (Tables tables = scenario.tables()) {
            return tables.value("SELECT max(viewers_n)::BIGINT FROM ad_seconds");
        }
    }
}
