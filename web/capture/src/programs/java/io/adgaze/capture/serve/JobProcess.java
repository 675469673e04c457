package io.adgaze.capture.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * The job, embedded in a JVM of its own, since Flink's dependencies and Spring Boot's never meet.
 * It publishes from one viewer on, 20 s after the last, which is for trying alone.
 */
public final class JobProcess implements AutoCloseable {

    private static final String CLASSES = "adgaze.job-classes";
    private static final String CLASSPATH = "adgaze.job-classpath";
    private static final String FLAGS = "adgaze.job-flags";

    /** Flink's own shutdown takes a second or two. */
    private static final long LONGEST_END_SECONDS = 15;

    private final Process process;
    private final Path log;

    private JobProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Whether the module that it is of has been built. */
    public static boolean isBuilt() {
        return Files.exists(Path.of(required(CLASSPATH)));
    }

    /**
     * Starts it.
     *
     * @param home all data; the bucket is a folder in {@code s3} in it, and the job's tables of
     *     before go
     * @param s3 the keys by which Flink reaches the store
     */
    public static JobProcess start(Path home, Map<String, String> s3) throws IOException {
        FileSystemUtils.deleteRecursively(home.resolve("s3/adgaze/output"));
        Path conf = Files.createDirectories(home.resolve("flink-conf"));
        Files.writeString(
                conf.resolve("config.yaml"),
                s3.entrySet().stream()
                        .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
                        .collect(Collectors.joining()));
        Path log = home.resolve("job.log");
        ProcessBuilder builder = new ProcessBuilder(command());
        builder.environment().put("FLINK_CONF_DIR", conf.toString());
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        return new JobProcess(builder.start(), log);
    }

    private static List<String> command() throws IOException {
        String classpath = Files.readString(Path.of(required(CLASSPATH))).strip();
        // A browser on the same machine comes first: it records.
        List<String> command = new ArrayList<>(List.of("nice", "-n", "10"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx2g");
        command.addAll(List.of(required(FLAGS).split(" ")));
        command.addAll(List.of("-cp", required(CLASSES) + ":" + classpath));
        command.add("io.adgaze.jobs.EmbeddedEngagementJob");
        command.addAll(
                List.of(
                        "--landing=" + Serve.S3 + "/sessions",
                        "--ads=" + Serve.S3 + "/ads",
                        "--output=" + Serve.S3 + "/output",
                        "--poll-interval=2 s",
                        "--settle-after=20 s",
                        "--report-every=10 s",
                        "--min-viewers=1"));
        return command;
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    property + " is not set; Maven sets it: see web/capture/pom.xml");
        }
        return value;
    }

    /** What it says of itself. */
    public Path log() {
        return log;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; its exit status. */
    int join() throws InterruptedException {
        return process.waitFor();
    }

    /** Ends it, and waits until it has gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
