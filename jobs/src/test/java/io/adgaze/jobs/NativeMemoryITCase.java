package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.CoreOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a recording takes outside the heap is given back. */
class NativeMemoryITCase {

    private static final int SESSIONS = 400;

    private static final long CLIP_MS = 800;

    /** The allocators and the collector keep memory back for a while: the least of some looks. */
    private static final int SESSIONS_A_LOOK = 50;

    /**
     * 300 sessions lie between the looks. A quarter of a 640 x 480 picture lost in each would show,
     * beside the tens of MiB that vary from run to run.
     */
    private static final long MAX_GROWTH_MIB = 64;

    private static final int MAX_MORE_OPEN_FILES = 16;

    /** What this process holds. */
    private record Usage(long residentMib, long openFiles, long temporaryFiles) {

        static Usage now(Path temporary) throws IOException {
            System.gc(); // So that the heap shrinks to what it holds.
            return new Usage(
                    measureResidentMib(), count(Path.of("/proc/self/fd")), count(temporary));
        }

        Usage least(Usage other) {
            return new Usage(
                    Math.min(residentMib, other.residentMib),
                    Math.min(openFiles, other.openFiles),
                    Math.min(temporaryFiles, other.temporaryFiles));
        }

        private static long measureResidentMib() throws IOException {
            try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
                String kib =
                        status.filter(line -> line.startsWith("VmRSS:"))
                                .map(line -> line.replaceAll("\\D", ""))
                                .findFirst()
                                .orElseThrow();
                return Long.parseLong(kib) / 1024;
            }
        }

        private static long count(Path folder) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                return files.count();
            }
        }
    }

    @Test
    void staysFlatOverManySessions(@TempDir Path root) throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        for (int i = 0; i < SESSIONS; i++) {
            folder.landClip(1, "s-" + i, CLIP_MS);
        }
        Path temporary = Files.createDirectory(root.resolve("temporary"));
        EngagementRun run =
                new EngagementRun(folder)
                        .with("--frame-rate=10")
                        .set(CoreOptions.TMP_DIRS, temporary.toString());

        try (WatchedJob job = WatchedJob.start(run, root.resolve("output"))) {
            Usage warm = leastUsage(job, temporary, SESSIONS_A_LOOK, 2 * SESSIONS_A_LOOK);
            Usage end = leastUsage(job, temporary, SESSIONS - SESSIONS_A_LOOK, SESSIONS - 2);
            job.awaitEnd();

            System.out.printf("Early %s, late %s of %d sessions%n", warm, end, SESSIONS);
            assertThat(end.residentMib()).isLessThan(warm.residentMib() + MAX_GROWTH_MIB);
            assertThat(end.openFiles()).isLessThan(warm.openFiles() + MAX_MORE_OPEN_FILES);
            assertThat(end.temporaryFiles()).isLessThanOrEqualTo(warm.temporaryFiles());
        }
    }

    /** Over the time in which sessions {@code from} to {@code to} are read. */
    private static Usage leastUsage(WatchedJob job, Path temporary, int from, int to) {
        List<Usage> looks = new ArrayList<>();
        await().atMost(WatchedJob.PATIENCE).until(() -> job.sessionsRead() >= from);
        await().atMost(WatchedJob.PATIENCE)
                .until(
                        () -> {
                            looks.add(Usage.now(temporary));
                            return job.sessionsRead() >= to;
                        });
        return looks.stream().reduce(Usage::least).orElseThrow();
    }
}
