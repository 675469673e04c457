package io.adgaze.reports.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.adgaze.video.VideoLimits;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether memory grows with an ad's length, seen from outside, in a process with a small heap. */
class HeatmapMemoryITCase {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int VIEWERS = 50;
    private static final long MIB = 1 << 20;

    @TempDir Path folder;

    @Test
    void aLongAdTakesNoMoreMemoryThanAShortOne() throws Exception {
        assumeTrue(Files.exists(STATUS), "Linux tells a process its peak memory");

        long ofShort = peakBytes(10);
        long ofLong = peakBytes(60);

        // 50 s more of such pictures are 270 MB, and 1.6 MB as H.264.
        assertThat(ofLong - ofShort).isLessThan(24 * MIB);
    }

    private long peakBytes(int seconds) throws Exception {
        Path ad = TestAd.mp4(folder.resolve(seconds + ".mp4"), 480, 270, seconds);
        Path peak = folder.resolve(seconds + ".txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx48m",
                                "-XX:+UseSerialGC",
                                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Render.class.getName(),
                                ad.toString(),
                                Integer.toString(seconds),
                                peak.toString())
                        .inheritIO()
                        .start();
        assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Long.parseLong(Files.readString(peak));
    }

    /** Renders an ad and writes down the process's peak of resident memory. */
    static final class Render {

        private Render() {}

        public static void main(String[] arguments) throws Exception {
            Path ad = Path.of(arguments[0]);
            double seconds = Double.parseDouble(arguments[1]);
            try (FileChannel channel = FileChannel.open(ad)) {
                new HeatmapRenderer(VideoLimits.DEFAULT)
                        .render(
                                channel,
                                AdGazes.of(
                                        GazeTracks.times(VIEWERS, GazeTracks.at(0.5, 0.5, seconds)),
                                        10),
                                10,
                                ad.resolveSibling("heatmap.mp4"));
            }
            List<String> status = Files.readAllLines(STATUS);
            String peakKib =
                    status.stream()
                            .filter(line -> line.startsWith("VmHWM"))
                            .findFirst()
                            .orElseThrow()
                            .replaceAll("\\D", "");
            Files.writeString(Path.of(arguments[2]), Long.toString(Long.parseLong(peakKib) * 1024));
        }
    }
}
