package io.adgaze.jobs.bench;

import com.sun.management.OperatingSystemMXBean;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.density.AdGaze;
import io.adgaze.reports.heatmap.AdGazes;
import io.adgaze.reports.heatmap.Audience;
import io.adgaze.reports.heatmap.HeatmapRenderer;
import io.adgaze.reports.heatmap.TestAd;
import io.adgaze.video.VideoLimits;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast a heatmap is rendered on one core, in times real time, over ads of 1280x720 at
 * 30 pictures a second: of few viewers and of many, in turn and in one process, so that they
 * compare on a noisy machine. What the viewers' gaze is summed from is not rendering.
 *
 * <p>Counts processor time, which other programs disturb less than the clock: that of the thread
 * that renders, and that of the whole process, which has the compiler's and the collector's too.
 * Prints the best of the rounds: the others were disturbed, or the code not yet compiled.
 */
public final class HeatmapBenchmark {

    private static final int SECONDS = 10;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 720;
    private static final int FRAMES_A_SECOND = 30;

    /** None shows what decoding and encoding alone take. */
    private static final List<Integer> VIEWERS = List.of(0, 10, 1_000, 100_000);

    private static final int MIN_VIEWERS = 5;
    private static final int ROUNDS = 4;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final HeatmapRenderer renderer = new HeatmapRenderer(VideoLimits.DEFAULT);
    private final Map<String, Path> ads = new LinkedHashMap<>();
    private final Map<String, Speed> best = new LinkedHashMap<>();
    private final Path target;

    /** In times real time. */
    private record Speed(double thread, double process, double wall) {

        Speed better(Speed other) {
            return other.thread > thread ? other : this;
        }

        @Override
        public String toString() {
            return "%.2f by the thread's time, %.2f by the process's, %.2f by the clock"
                    .formatted(thread, process, wall);
        }
    }

    private HeatmapBenchmark(Path folder) throws Exception {
        ads.put(
                "detail all over that moves",
                TestAd.moving(
                        folder.resolve("moving.mp4"), WIDTH, HEIGHT, FRAMES_A_SECOND, SECONDS));
        ads.put(
                "a gradient that turns",
                TestAd.calm(folder.resolve("calm.mp4"), WIDTH, HEIGHT, FRAMES_A_SECOND, SECONDS));
        target = folder.resolve("heatmap.mp4");
    }

    public static void main(String[] args) throws Exception {
        new HeatmapBenchmark(Files.createTempDirectory("adgaze-bench")).run();
    }

    private void run() throws Exception {
        Map<Integer, AdGaze> gaze = new LinkedHashMap<>();
        for (int viewers : VIEWERS) {
            gaze.put(viewers, gaze(viewers));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            for (Map.Entry<String, Path> ad : ads.entrySet()) {
                for (int viewers : VIEWERS) {
                    Speed speed = render(ad.getValue(), gaze.get(viewers));
                    String measured = "%s, %d viewers".formatted(ad.getKey(), viewers);
                    best.merge(measured, speed, Speed::better);
                    System.out.printf("round %d: %s: %s%n", round, measured, speed);
                }
            }
        }
        System.out.println("times real time on one core:");
        best.forEach((measured, speed) -> System.out.printf("%s: %s%n", measured, speed));
    }

    private static AdGaze gaze(int viewers) {
        List<GazeTrack> tracks = Audience.of(viewers, viewers, SECONDS, (double) WIDTH / HEIGHT);
        return AdGazes.of(tracks, MIN_VIEWERS);
    }

    private Speed render(Path ad, AdGaze gaze) throws Exception {
        long wall = System.nanoTime();
        long thread = threads.getCurrentThreadCpuTime();
        long all = process.getProcessCpuTime();
        try (FileChannel channel = FileChannel.open(ad)) {
            renderer.render(channel, gaze, MIN_VIEWERS, target);
        }
        return new Speed(
                speed(threads.getCurrentThreadCpuTime() - thread),
                speed(process.getProcessCpuTime() - all),
                speed(System.nanoTime() - wall));
    }

    private static double speed(long nanos) {
        return SECONDS * 1e9 / nanos;
    }
}
