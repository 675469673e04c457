package io.adgaze.reports.heatmap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/** Makes ads to render, by the FFmpeg program that comes with its library. */
public final class TestAd {

    private static final long LONGEST_SECONDS = 60;

    private TestAd() {}

    /** H.264 and AAC in MP4 at 25 pictures a second: a gradient that turns, and a tone. */
    public static Path mp4(Path file, int width, int height, double seconds)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(picture(width, height, seconds));
        arguments.addAll(tone(seconds));
        arguments.addAll(List.of("-c:v", "libopenh264", "-b:v", "1500k", "-c:a", "aac"));
        return make(file, arguments.toArray(String[]::new));
    }

    /** Likewise, with detail all over that moves: as dear to code as a filmed ad. */
    public static Path moving(Path file, int width, int height, int rate, double seconds)
            throws IOException, InterruptedException {
        String picture = "testsrc2=s=%dx%d:r=%d:d=%s".formatted(width, height, rate, seconds);
        List<String> arguments = new ArrayList<>(List.of("-f", "lavfi", "-i", picture));
        arguments.addAll(tone(seconds));
        arguments.addAll(List.of("-c:v", "libopenh264", "-b:v", "4M", "-c:a", "aac"));
        return make(file, arguments.toArray(String[]::new));
    }

    /** Likewise, without any: as cheap to code as an ad may be. */
    public static Path calm(Path file, int width, int height, int rate, double seconds)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(picture(width, height, rate, seconds));
        arguments.addAll(tone(seconds));
        arguments.addAll(List.of("-c:v", "libopenh264", "-b:v", "4M", "-c:a", "aac"));
        return make(file, arguments.toArray(String[]::new));
    }

    /** FFmpeg's arguments for a silent picture without hard edges. */
    static List<String> picture(int width, int height, double seconds) {
        return picture(width, height, 25, seconds);
    }

    private static List<String> picture(int width, int height, int rate, double seconds) {
        return List.of(
                "-f",
                "lavfi",
                "-i",
                "gradients=s=%dx%d:r=%d:d=%s:c0=0x606068:c1=0x98908c:speed=0.02:n=2:seed=1,format=yuv420p"
                        .formatted(width, height, rate, seconds));
    }

    /** FFmpeg's arguments for a tone. */
    static List<String> tone(double seconds) {
        return List.of("-f", "lavfi", "-i", "sine=f=440:r=48000:d=" + seconds);
    }

    /** Runs FFmpeg with {@code arguments} to write {@code file}. */
    static Path make(Path file, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        String ffmpeg = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
        command.add(ffmpeg);
        command.addAll(List.of("-nostdin", "-y", "-loglevel", "error", "-bitexact"));
        command.addAll(Arrays.asList(arguments));
        command.add(file.toString());
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        // What it is linked to lies beside it, save PulseAudio's library, which is the system's.
        builder.environment().put("LD_LIBRARY_PATH", Path.of(ffmpeg).getParent().toString());
        Process process = builder.start();
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("still running: " + command);
        }
        if (process.exitValue() != 0) {
            throw new IOException("failed: " + command);
        }
        return file;
    }
}
