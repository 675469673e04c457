package io.adgaze.capture.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.util.FileSystemUtils;

/**
 * The job, embedded in a JVM of its own, since Flink's dependencies and Spring Boot's never meet.
 * It publishes from one viewer on, 20 s after the last, which is for trying alone.
 */
final class JobProcess {

    private final Process process;
    private final Path log;

    private JobProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param home all data; the job's tables of before go
     * @param s3 the keys by which Flink reaches the store
     */
    static JobProcess start(Path home, Map<String, String> s3) throws IOException {
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
        String classpath = Files.readString(Path.of(required("adgaze.job-classpath"))).strip();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx2g");
        command.addAll(List.of(required("adgaze.job-flags").split(" ")));
        command.addAll(List.of("-cp", required("adgaze.job-classes") + ":" + classpath));
        command.add("io.adgaze.jobs.EmbeddedEngagementJob");
        command.addAll(
                List.of(
                        "--landing=" + Serve.S3 + "/sessions",
                        "--ads=" + Serve.S3 + "/ads",
                        "--output=" + Serve.S3 + "/output",
                        "--poll-interval=2 s",
                        "--settle-after=20 s",
                        "--min-viewers=1"));
        return command;
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(
                    property + " is not set; run ./mvnw -Pserve verify, which sets it");
        }
        return value;
    }

    Path log() {
        return log;
    }

    /** Waits for its end, which is a failure: it runs until it is stopped. */
    void join() throws InterruptedException {
        int exit = process.waitFor();
        System.out.printf("The job ended with %d: %s%n", exit, log);
        System.exit(exit);
    }

    void stop() {
        process.destroy();
    }
}
