package io.adgaze.reports.heatmap;

import io.adgaze.records.GazeTrack;
import io.adgaze.video.VideoLimits;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prints how much processor time rendering takes: seconds of one core per second of ad, so that
 * below 1 is faster than the ad plays.
 */
public final class HeatmapBenchmark {

    private static final int SECONDS = 12;
    private static final int ROUNDS = 3;
    private static final double NANOS = 1e9;

    private HeatmapBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("heatmap-benchmark");
        System.out.printf("%10s %8s %22s%n", "picture", "viewers", "core-seconds/ad-second");
        for (int[] size : new int[][] {{640, 360}, {1280, 720}, {1920, 1080}}) {
            Path ad = TestAd.mp4(folder.resolve("ad.mp4"), size[0], size[1], SECONDS);
            for (int viewers : new int[] {0, 12, 100, 1000}) {
                System.out.printf(
                        "%10s %8d %22.3f%n",
                        size[0] + "x" + size[1], viewers, coreSecondsPerAdSecond(ad, viewers));
            }
        }
    }

    /** The best of some rounds: the others were disturbed, or the code not yet compiled. */
    private static double coreSecondsPerAdSecond(Path ad, int viewers) throws Exception {
        List<GazeTrack> gaze = wandering(viewers);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try (FileChannel channel = FileChannel.open(ad)) {
                new HeatmapRenderer(VideoLimits.DEFAULT).render(channel, gaze, 1, ad.resolveSibling("heatmap.mp4"));
            }
            long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            best = Math.min(best, (after - before) / NANOS / SECONDS);
        }
        return best;
    }

    private static List<GazeTrack> wandering(int viewers) {
        Random random = new Random(1);
        List<GazeTrack> tracks = new ArrayList<>();
        for (int i = 0; i < viewers; i++) {
            double phase = random.nextGaussian();
            tracks.add(
                    GazeTracks.following(
                            s -> 0.5 + 0.4 * Math.cos(s + phase),
                            s -> 0.5 + 0.4 * Math.sin(1.3 * s + phase),
                            SECONDS,
                            GazeTrack.RATE_HZ));
        }
        return tracks;
    }
}
