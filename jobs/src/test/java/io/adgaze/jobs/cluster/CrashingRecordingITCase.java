package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adgaze.jobs.Tables;
import io.adgaze.records.RejectReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A recording that kills each process that begins to read it, at once and without a word, as a
 * crash within a decoder and a kill for memory do. It is given up; its neighbours are measured.
 */
@ExtendWith(SharedCluster.class)
class CrashingRecordingITCase {

    private static final int DEADLY = 1;
    private static final int LAST = 4;

    /** In company, alone, and alone again. */
    private static final int DEATHS = 3;

    private static final List<String> TASK_MANAGERS = List.of("taskmanager-1", "taskmanager-2");

    private final AdgazeCluster cluster;

    CrashingRecordingITCase(AdgazeCluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void isGivenUpAndItsNeighboursAreNot() throws Exception {
        Scenario scenario = Scenario.on(cluster, "deadly").submit(2);
        scenario.landOneOfWhichNothingIsExpected(DEADLY);
        scenario.land(DEADLY + 1, LAST);

        int deaths = 0;
        FileTime seen = FileTime.fromMillis(0);
        while (isReadAgain(scenario, seen)) {
            seen = killItsReader(scenario);
            deaths++;
        }

        assertThat(deaths).isEqualTo(DEATHS);
        scenario.awaitSessions();
        cluster.rest().drain(scenario.job());
        try (Tables tables = scenario.tables()) {
            List<Map<String, Object>> rejected = tables.query("FROM rejected");
            assertThat(rejected).hasSize(1);
            assertThat(rejected.get(0))
                    .containsEntry("session_id", Scenario.sessionId(DEADLY))
                    .containsEntry("reason", RejectReason.RECORDING_UNREADABLE.code());
            assertThat(rejected.get(0).get("message").toString()).contains("process");
        }
        MiniClusterRun.assertSameRows(scenario);
        cluster.awaitIdle();
    }

    /** Waits until the deadly session is marked once more; false when it is rejected instead. */
    private static boolean isReadAgain(Scenario scenario, FileTime seen) {
        await().atMost(FlinkRest.PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> isMarkedAfter(seen, scenario) || isRejected(scenario));
        return !isRejected(scenario);
    }

    private static boolean isMarkedAfter(FileTime seen, Scenario scenario) throws IOException {
        try {
            return Files.getLastModifiedTime(mark(scenario)).compareTo(seen) > 0;
        } catch (NoSuchFileException notYet) {
            return false;
        }
    }

    private static boolean isRejected(Scenario scenario) {
        if (!Files.isDirectory(scenario.output().resolve("rejected"))) {
            return false; // Sooner known than by opening the tables.
        }
        try (Tables tables = scenario.tables()) {
            return !tables.query("FROM rejected").isEmpty();
        } catch (SQLException notYet) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path mark(Scenario scenario) {
        return scenario.output().resolve("reading").resolve(Scenario.sessionId(DEADLY) + ".json");
    }

    /**
     * Either TaskManager may read it. Both are dead before one comes back: the job could begin to
     * read again on the one while the other dies.
     *
     * @return when it was marked last: a suspect is marked again and again until the very end
     */
    private FileTime killItsReader(Scenario scenario) throws Exception {
        long before = System.currentTimeMillis();
        for (String resourceId : TASK_MANAGERS) {
            cluster.flink().taskManager(resourceId).kill();
        }
        FileTime marked = Files.getLastModifiedTime(mark(scenario));
        for (String resourceId : TASK_MANAGERS) {
            cluster.flink().restartTaskManager(resourceId);
        }
        await().atMost(FlinkRest.PATIENCE)
                .ignoreExceptions()
                .until(() -> cluster.rest().lastRestart(scenario.job()) > before);
        return marked;
    }
}
