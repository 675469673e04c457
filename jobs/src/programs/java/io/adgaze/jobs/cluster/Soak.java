package io.adgaze.jobs.cluster;

import io.adgaze.operators.frames.FrameReaderFactory;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the cluster of processes at full load, with always more sessions landed than it has read,
 * and tells whether its TaskManagers' resident memory stays level and its checkpoints short.
 *
 * <p>Takes the number of minutes; exits with 1 when a bound is broken.
 */
public final class Soak {

    private static final int DEFAULT_MINUTES = 20;
    private static final int PARALLELISM = 2;
    private static final int SESSIONS_AHEAD = 6;
    private static final long SAMPLE_SECONDS = 15;

    private static final long ALLOWED_GROWTH_MIB = 100;
    private static final long ALLOWED_CHECKPOINT_MS = 5000;

    private final AdgazeCluster cluster;
    private final Scenario scenario;
    private final List<Long> residentMib = new ArrayList<>();
    private long failedWhileStarting;
    private int landed;
    private long read;
    private long frames;

    private Soak(AdgazeCluster cluster) {
        this.cluster = cluster;
        this.scenario =
                Scenario.on(cluster, "soak").with("--frame-rate=30").with("--settle-after=5 min");
    }

    public static void main(String[] args) throws Exception {
        Duration duration =
                Duration.ofMinutes(args.length > 0 ? Long.parseLong(args[0]) : DEFAULT_MINUTES);
        boolean level;
        try (AdgazeCluster cluster = AdgazeCluster.start(Deployment.newFolder("cluster"))) {
            level = new Soak(cluster).run(duration);
        }
        System.exit(level ? 0 : 1);
    }

    private boolean run(Duration duration) throws Exception {
        scenario.submit(PARALLELISM);
        failedWhileStarting = failedCheckpoints();
        Instant start = Instant.now();
        Instant end = start.plus(duration);
        while (Instant.now().isBefore(end)) {
            keepAhead();
            TimeUnit.SECONDS.sleep(SAMPLE_SECONDS); // The time between samples, not a condition.
            sample(start);
        }
        return report(start);
    }

    private void keepAhead() {
        int target = (int) read + SESSIONS_AHEAD;
        if (landed < target) {
            scenario.land(landed + 1, target);
            landed = target;
        }
    }

    private void sample(Instant start) throws IOException, InterruptedException {
        read = cluster.rest().counter(scenario.job(), FrameReaderFactory.SESSIONS_READ);
        frames = cluster.rest().counter(scenario.job(), FrameReaderFactory.FRAMES_ANALYSED);
        long resident = 0;
        for (ServerProcess taskManager : cluster.flink().taskManagers()) {
            resident += taskManager.residentMib();
        }
        residentMib.add(resident);
        System.out.printf(
                "%5d s   sessions %5d   frames %8d   resident %5d MiB   longest checkpoint %5d ms%n",
                secondsSince(start), read, frames, resident, checkpoint("max"));
    }

    private boolean report(Instant start) throws IOException, InterruptedException {
        long early = mean(residentMib.size() / 4, residentMib.size() / 2);
        long late = mean(residentMib.size() * 3 / 4, residentMib.size());
        System.out.printf(
                "%d sessions, %d frames in %d s: %d frames/s%n",
                read, frames, secondsSince(start), frames / secondsSince(start));
        System.out.printf(
                "resident memory of the TaskManagers: %d MiB in the second quarter, %d in the last%n",
                early, late);
        System.out.printf(
                "checkpoints: %d completed, %d failed; median %d ms, 99th percentile %d ms, longest %d ms%n",
                cluster.rest().checkpoints(scenario.job()).at("/counts/completed").asLong(),
                failedCheckpoints() - failedWhileStarting,
                checkpoint("p50"),
                checkpoint("p99"),
                checkpoint("max"));
        return cluster.rest().lastRestart(scenario.job()) == 0
                && late - early <= ALLOWED_GROWTH_MIB
                && checkpoint("max") <= ALLOWED_CHECKPOINT_MS
                && failedCheckpoints() == failedWhileStarting;
    }

    private long failedCheckpoints() throws IOException, InterruptedException {
        return cluster.rest().checkpoints(scenario.job()).at("/counts/failed").asLong();
    }

    private long checkpoint(String statistic) throws IOException, InterruptedException {
        return cluster.rest()
                .checkpoints(scenario.job())
                .at("/summary/end_to_end_duration/" + statistic)
                .asLong();
    }

    private long mean(int from, int to) {
        return (long)
                residentMib.subList(from, to).stream()
                        .mapToLong(Long::longValue)
                        .average()
                        .orElse(0);
    }

    private static long secondsSince(Instant start) {
        return Math.max(1, Duration.between(start, Instant.now()).toSeconds());
    }
}
