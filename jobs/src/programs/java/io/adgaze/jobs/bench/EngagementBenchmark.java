package io.adgaze.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import io.adgaze.jobs.EmbeddedFlink;
import io.adgaze.jobs.EngagementJob;
import io.adgaze.jobs.EngagementOptions;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Measures analysed frames a second per core on a 640x480 recording with everything on, in a bare
 * loop and in the job, in turn and in one process, so that the two compare on a noisy machine.
 *
 * <p>The job runs at parallelism 1, once over few sessions and once over many; the difference is
 * free of what it takes to start Flink and load the models. Prints medians over the rounds.
 */
public final class EngagementBenchmark {

    private static final String AD = "ads/a-demo.mp4";
    private static final String SESSION = "sessions/s-demo-1/";
    private static final int ROUNDS = 3;
    private static final int FEW = 1;
    private static final int MANY = 6;

    private final Path folder;
    private final Path recording;

    private EngagementBenchmark(Path folder) throws Exception {
        this.folder = folder;
        this.recording = folder.resolve("webcam.webm");
        Files.write(recording, sample(SESSION + "webcam.webm"));
        Files.createDirectories(folder.resolve("ads"));
        Files.write(folder.resolve(AD), sample(AD));
    }

    public static void main(String[] args) throws Exception {
        new EngagementBenchmark(Files.createTempDirectory("adgaze-bench")).run();
        System.exit(0); // Flink's embedded cluster leaves threads behind.
    }

    private void run() throws Exception {
        List<Double> bare = new ArrayList<>();
        List<Double> job = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        StageClock stages = new StageClock();
        try (BareLoop loop = new BareLoop()) {
            int frames = loop.analyse(recording, new StageClock()); // Warms up.
            seconds(FEW);
            for (int round = 1; round <= ROUNDS; round++) {
                bare.add(bareFps(loop, stages, frames));
                job.add((MANY - FEW) * frames / (seconds(MANY) - seconds(FEW)));
                ratios.add(last(job) / last(bare));
                System.out.printf(
                        "round %d: bare loop %.1f, job %.1f frames/s, ratio %.2f%n",
                        round, last(bare), last(job), last(ratios));
            }
        }
        report(median(bare), median(job), median(ratios), stages);
    }

    private double bareFps(BareLoop loop, StageClock stages, int frames) throws Exception {
        long before = processorNanos();
        for (int i = FEW; i < MANY; i++) {
            stages.start();
            loop.analyse(recording, stages);
        }
        return (MANY - FEW) * frames / ((processorNanos() - before) / 1e9);
    }

    private static void report(double bare, double job, double ratio, StageClock stages) {
        System.out.printf("%n%-34s%8.1f%n", "job, frames/s per core (median)", job);
        System.out.printf("%-34s%8.1f%n", "bare loop, frames/s per core", bare);
        System.out.printf("%-34s%8.2f%n%n", "job / bare loop (median of pairs)", ratio);
        System.out.println("share of the job's time");
        for (Stage stage : Stage.values()) {
            double share = Math.min(1, ratio) * stages.millis(stage) / stages.totalMillis();
            System.out.printf("  %-32s%7.1f%%%n", stage.name().toLowerCase(), 100 * share);
        }
        System.out.printf("  %-32s%7.1f%%%n", "flink", 100 * Math.max(0, 1 - ratio));
    }

    /** Runs the job over that many sessions; returns how much processor time it took. */
    private double seconds(int sessions) throws Exception {
        Path run = Files.createTempDirectory(folder, "run");
        String manifest = new String(sample(SESSION + "manifest.json"), StandardCharsets.UTF_8);
        for (int i = 0; i < sessions; i++) {
            String id = "s-" + i;
            Path session = run.resolve("landing/ad_id=a-demo/session=" + id);
            Files.createDirectories(session);
            Files.createLink(session.resolve("webcam.webm"), recording);
            Files.writeString(
                    session.resolve("manifest.json"),
                    manifest.replace("s-demo-1", id).replace("v-demo-1", "v-" + i));
        }
        Configuration conf = EmbeddedFlink.configuration();
        conf.set(CoreOptions.DEFAULT_PARALLELISM, 1);
        conf.set(TaskManagerOptions.NUM_TASK_SLOTS, 1);
        StreamExecutionEnvironment env = EmbeddedFlink.environment(conf);
        EngagementJob.define(
                env,
                EngagementOptions.parse(
                                "--landing=" + run.resolve("landing"),
                                "--ads=" + folder.resolve("ads"),
                                "--output=" + run.resolve("output"),
                                "--bounded")
                        .orElseThrow());
        long start = processorNanos();
        env.execute(EngagementJob.NAME);
        return (processorNanos() - start) / 1e9;
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static byte[] sample(String name) throws Exception {
        try (InputStream in = EngagementBenchmark.class.getResourceAsStream("/samples/" + name)) {
            return in.readAllBytes();
        }
    }

    private static double last(List<Double> values) {
        return values.get(values.size() - 1);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
