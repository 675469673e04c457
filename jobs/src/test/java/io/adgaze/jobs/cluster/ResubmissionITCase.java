package io.adgaze.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Jobs come and go in the same TaskManagers: each measures sessions and renders a heatmap, and
 * leaves nothing behind. A class loader that stays, a native library that cannot be loaded again
 * and a model that is not closed would show here.
 */
@ExtendWith(SharedCluster.class)
class ResubmissionITCase {

    private static final int SUBMISSIONS = 5;

    /** Caches fill and code is compiled during the first: 160 MiB in the measured TaskManagers. */
    private static final int WARM_UP = 3;

    /** Connections come and go. */
    private static final long ALLOWED_FILES = 8;

    /** A job's models and codecs are 60 MiB; five that stay would be 300. */
    private static final long ALLOWED_MIB = 200;

    /** What loads a job's classes, one for each job in a TaskManager. */
    static final String JOB_CLASS_LOADER = "org.apache.flink.util.ChildFirstClassLoader";

    /**
     * One more in each TaskManager, by whichever thread ran a job last; five in each if jobs
     * stayed.
     */
    private static final long ALLOWED_CLASS_LOADERS = 2;

    @Test
    void fiveTimesLeavesNothingBehind(AdgazeCluster cluster) throws Exception {
        List<Usage> usages = new ArrayList<>();
        for (int i = 1; i <= WARM_UP + SUBMISSIONS; i++) {
            Scenario scenario = comeAndGo(cluster, i);
            usages.add(Usage.of(cluster));
            MiniClusterRun.assertSameRows(scenario);
        }
        System.out.println("TaskManagers after each submission: " + usages);
        Usage early = usages.get(WARM_UP - 1);
        Usage late = usages.get(WARM_UP + SUBMISSIONS - 1);
        assertThat(late.files()).isLessThanOrEqualTo(early.files() + ALLOWED_FILES);
        assertThat(late.temporaryFiles()).isEqualTo(early.temporaryFiles());
        assertThat(late.jobClassLoaders())
                .isLessThanOrEqualTo(early.jobClassLoaders() + ALLOWED_CLASS_LOADERS);
        assertThat(late.residentMib()).isLessThanOrEqualTo(early.residentMib() + ALLOWED_MIB);
    }

    /** A job's whole life: it measures sessions, renders their heatmap, and is cancelled. */
    static Scenario comeAndGo(AdgazeCluster cluster, int submission) throws Exception {
        Scenario scenario =
                Scenario.on(cluster, "resubmission-" + submission)
                        .with("--settle-after=2 s")
                        .submit(4);
        scenario.land(1, 2);
        scenario.awaitSessions();
        scenario.awaitHeatmap();
        cluster.rest().cancel(scenario.job());
        cluster.awaitIdle();
        return scenario;
    }

    /** What the TaskManagers hold, together, once their garbage is collected. */
    private record Usage(long files, long temporaryFiles, long jobClassLoaders, long residentMib) {

        static Usage of(AdgazeCluster cluster) throws IOException, InterruptedException {
            long files = 0;
            long jobClassLoaders = 0;
            long residentMib = 0;
            for (ServerProcess taskManager : cluster.flink().taskManagers()) {
                jobClassLoaders += taskManager.instances(JOB_CLASS_LOADER);
                files += taskManager.openFiles();
                residentMib += taskManager.residentMib();
            }
            long temporary =
                    count(cluster.flink().temporaryFiles("taskmanager-1"))
                            + count(cluster.flink().temporaryFiles("taskmanager-2"));
            return new Usage(files, temporary, jobClassLoaders, residentMib);
        }

        /** Without Flink's copies of the jar, which it keeps for an hour after a job's end. */
        private static long count(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(file -> !file.toString().contains("/blobStorage/")).count();
            }
        }
    }
}
