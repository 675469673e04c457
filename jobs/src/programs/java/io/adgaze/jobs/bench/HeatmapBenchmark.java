package io.adgaze.jobs.bench;

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
 * Measures how fast a heatmap is rendered on one core, in times real time, over an ad of 1280x720
 * at 30 pictures a second: of few viewers and of many, in turn and in one process, so that they
 * compare on a noisy machine. What the viewers' gaze is summed from is not rendering.
 *
 * <p>Counts the processor time of the one thread that renders, and prints the best of the rounds:
 * the others were disturbed, or the code not yet compiled.
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
    private final HeatmapRenderer renderer = new HeatmapRenderer(VideoLimits.DEFAULT);
    private final Path ad;
    private final Path target;

    private HeatmapBenchmark(Path folder) throws Exception {
        ad = TestAd.moving(folder.resolve("ad.mp4"), WIDTH, HEIGHT, FRAMES_A_SECOND, SECONDS);
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
        Map<Integer, Double> best = new LinkedHashMap<>();
        for (int round = 1; round <= ROUNDS; round++) {
            for (int viewers : VIEWERS) {
                double speed = SECONDS / seconds(gaze.get(viewers));
                best.merge(viewers, speed, Math::max);
                System.out.printf("round %d: %d viewers, %.2f%n", round, viewers, speed);
            }
        }
        best.forEach(
                (viewers, speed) ->
                        System.out.printf(
                                "%d viewers: %.2f times real time on one core%n", viewers, speed));
    }

    private static AdGaze gaze(int viewers) {
        List<GazeTrack> tracks = Audience.of(viewers, viewers, SECONDS, (double) WIDTH / HEIGHT);
        return AdGazes.of(tracks, MIN_VIEWERS);
    }

    /** Of one core. */
    private double seconds(AdGaze gaze) throws Exception {
        long before = threads.getCurrentThreadCpuTime();
        try (FileChannel channel = FileChannel.open(ad)) {
            renderer.render(channel, gaze, MIN_VIEWERS, target);
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e9;
    }
}
