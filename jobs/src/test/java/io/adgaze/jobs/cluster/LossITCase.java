package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Processes are lost to {@code kill -9} in the midst of the work: no row is lost, none is there
 * twice, and no reader ever sees half an object.
 */
@ExtendWith(SharedCluster.class)
class LossITCase {

    private static final int SESSIONS = 6;

    /** Somewhere inside the first recordings, of which 60 frames each are analysed. */
    private static final int FRAMES = 20;

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
                    loseTaskManagerOf(scenario, "frame reader");
                });
    }

    @Test
    void ofATaskManagerInACheckpoint() throws Exception {
        run(
                "tm-in-checkpoint",
                scenario -> {
                    scenario.awaitFrames(FRAMES);
                    String victim = cluster.rest().taskManagerOf(scenario.job(), "frame reader");
                    await().atMost(FlinkRest.PATIENCE)
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> cluster.rest().isInTriggeredCheckpoint(scenario.job()));
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
                    Set<Path> before = exports();
                    String victim =
                            await().atMost(FlinkRest.PATIENCE)
                                    .pollInterval(Duration.ofMillis(2))
                                    .until(() -> renderingOutside(before), Optional::isPresent)
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
                    loseTaskManagerOf(scenario, "frame reader");
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
                    landWithoutBroker(scenario, SESSIONS + 1);
                    stayAway();
                    cluster.kafka().start();
                    announceAgain(scenario, SESSIONS + 1);
                    scenario.land(SESSIONS + 2, SESSIONS + 2);
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
            assertThat(scenario.viewers()).isEqualTo(scenario.sessions().size());
            assertThat(objects.readN()).isPositive();
            assertThat(objects.broken()).isEmpty();
        }
        cluster.awaitIdle();
    }

    private void loseTaskManagerOf(Scenario scenario, String task) throws Exception {
        loseTaskManager(scenario, cluster.rest().taskManagerOf(scenario.job(), task));
    }

    private void loseTaskManager(Scenario scenario, String resourceId) throws Exception {
        long before = System.currentTimeMillis();
        cluster.flink().taskManager(resourceId).kill();
        cluster.flink().restartTaskManager(resourceId);
        await().atMost(FlinkRest.PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.rest().lastRestart(scenario.job()) > before);
    }

    /** The TaskManager that makes exports in a folder which is not among {@code before}. */
    private Optional<String> renderingOutside(Set<Path> before) throws IOException {
        return exports().stream()
                .filter(export -> !before.contains(export))
                .map(export -> export.getParent().getFileName().toString())
                .findFirst();
    }

    /** The folders in which exports are being made, or were when a process was lost. */
    private Set<Path> exports() throws IOException {
        Set<Path> exports = new HashSet<>();
        for (String resourceId : List.of("taskmanager-1", "taskmanager-2")) {
            try (Stream<Path> files = Files.list(cluster.flink().temporaryFiles(resourceId))) {
                files.filter(file -> file.getFileName().toString().startsWith("adgaze-export-"))
                        .forEach(exports::add);
            }
        }
        return exports;
    }

    private static boolean holdsParquet(Path table) throws IOException {
        if (!Files.isDirectory(table)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(table)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    /** Only a store that sends its own word can be without a broker to send it to. */
    private void landWithoutBroker(Scenario scenario, int number) {
        if (cluster.s3().isGateway()) {
            scenario.land(number, number);
        }
    }

    /** The gateway has given up its notification, as the operations page says. */
    private void announceAgain(Scenario scenario, int number) {
        if (cluster.s3().isGateway()) {
            scenario.announceAgain(number);
        } else {
            scenario.land(number, number);
        }
    }

    /** The outage itself is what is waited for. */
    private static void stayAway() {
        await().pollDelay(OUTAGE).atMost(OUTAGE.multipliedBy(2)).until(() -> true);
    }
}
