package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints do not wait for recordings. */
class CheckpointITCase {

    private static final int SESSIONS = 4;

    private static final int PARALLELISM = 2;

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /** Loose: a checkpoint that waits for a recording takes many times as long. */
    private static final long MAX_MEDIAN_MS = 1000;

    /** Fewer than this would mean that they did wait. */
    private static final int MIN_CHECKPOINTS = 5;

    @Test
    void completeInUnderASecondWhileRecordingsAreAnalysed(@TempDir Path root) throws Exception {
        LandingFolder folder = LandingFolder.withDemoAd(root);
        for (int number = 1; number <= SESSIONS; number++) {
            folder.landSample(number, "s-" + number);
        }
        EngagementRun run =
                new EngagementRun(folder)
                        .with("--emit-frames")
                        .parallelism(PARALLELISM)
                        .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, INTERVAL)
                        .set(WebOptions.CHECKPOINTS_HISTORY_SIZE, 1000);

        List<Long> durations;
        try (WatchedJob job = WatchedJob.start(run, root.resolve("output"))) {
            await().atMost(WatchedJob.PATIENCE).until(() -> job.framesAnalysed() > 0);
            long from = System.currentTimeMillis();
            await().atMost(WatchedJob.PATIENCE).until(() -> job.sessionsRead() > SESSIONS / 2);
            long to = System.currentTimeMillis();
            job.awaitEnd();
            durations = durationsMs(job, from, to);
        }

        assertThat(durations).hasSizeGreaterThanOrEqualTo(MIN_CHECKPOINTS);
        long median = durations.get(durations.size() / 2);
        System.out.printf(
                "%d checkpoints while recordings were analysed: median %d ms, longest %d ms%n",
                durations.size(), median, durations.get(durations.size() - 1));
        assertThat(median).isLessThan(MAX_MEDIAN_MS);
    }

    /** Of the completed checkpoints that were triggered from {@code from} to {@code to}, sorted. */
    private static List<Long> durationsMs(WatchedJob job, long from, long to) throws Exception {
        return job.checkpoints().getHistory().getCheckpoints().stream()
                .filter(c -> c.getStatus() == CheckpointStatsStatus.COMPLETED)
                .filter(c -> c.getTriggerTimestamp() >= from && c.getTriggerTimestamp() < to)
                .map(AbstractCheckpointStats::getEndToEndDuration)
                .sorted()
                .toList();
    }
}
