package io.adgaze.video;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Loader;

/** The FFmpeg program that comes with its library, to make what JavaCV's recorder does not. */
public final class FfmpegProgram {

    private static final long LONGEST_SECONDS = 60;

    private FfmpegProgram() {}

    /** Runs FFmpeg with {@code arguments} to write {@code file}. */
    public static Path make(Path file, String... arguments)
            throws IOException, InterruptedException {
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
