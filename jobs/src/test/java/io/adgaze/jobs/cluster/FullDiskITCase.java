package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The disk of a TaskManager's temporary files is full: the job says so and what to do, and loses
 * nothing: it goes on when there is room.
 *
 * <p>Mounts a small disk, which takes root; skipped where that is refused.
 */
@ExtendWith(SharedCluster.class)
class FullDiskITCase {

    /** Room for what Flink itself unpacks, some 25 MiB. */
    private static final String DISK_SIZE = "size=48m";

    private static final byte[] BLOCK = new byte[64 * 1024];

    private final AdgazeCluster cluster;
    private Path disk;

    FullDiskITCase(AdgazeCluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(cluster.folder().resolve("small-disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", DISK_SIZE, "tmpfs", disk.toString()) == 0,
                "SKIPPED: a small disk cannot be mounted here; it takes root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "--lazy", disk.toString());
    }

    @Test
    void isSaidAndWaitedOut() throws Exception {
        try (FlinkProcesses flink = cluster.anotherFlink("full-disk")) {
            flink.startJobManager();
            flink.startTaskManager("taskmanager-full", disk);
            FlinkRest rest = new FlinkRest(flink.restPort());
            rest.awaitSlots(2);
            Scenario scenario = Scenario.on(cluster, "full-disk").submitTo(rest);
            scenario.land(1, 1);
            await().atMost(FlinkRest.PATIENCE).until(() -> Files.exists(report(scenario)));
            fill();
            scenario.land(2, 3);
            await().atMost(FlinkRest.PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(
                            () ->
                                    assertThat(rest.failure(scenario.job()))
                                            .contains("is full")
                                            .contains("io.tmp.dirs"));
            Files.delete(filler());
            scenario.awaitSessions();
            rest.awaitRunning(scenario.job());
            rest.drain(scenario.job());

            MiniClusterRun.assertSameRows(scenario);
            assertThat(scenario.viewers()).isEqualTo(3);
        }
    }

    private static Path report(Scenario scenario) {
        return scenario.output().resolve("exports/ad=id-a-demo/methodology.json");
    }

    private void fill() throws Exception {
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (Files.getFileStore(disk).getUsableSpace() > BLOCK.length) {
                out.write(BLOCK);
            }
        }
    }

    private Path filler() {
        return disk.resolve("filler");
    }

    private int run(String... command) throws Exception {
        try (ServerProcess process =
                ServerProcess.start(command[0], cluster.folder(), List.of(command), Map.of())) {
            return process.await();
        }
    }
}
