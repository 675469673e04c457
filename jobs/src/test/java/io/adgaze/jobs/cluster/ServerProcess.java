package io.adgaze.jobs.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server in a process of its own, as on another machine: it can be killed and looked at. */
final class ServerProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 20;
    private static final long COMMAND_MINUTES = 3;

    private final Process process;
    private final Path log;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code command} in {@code folder}; what it prints is appended to {@code
     * <folder>/<name>.log}.
     */
    static ServerProcess start(
            String name, Path folder, List<String> command, Map<String, String> environment)
            throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve(name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.directory(folder.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Process process = builder.start();
        // A test run that is interrupted leaves no servers behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new ServerProcess(process, log);
    }

    /** {@code kill -9}; returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits, with a bound, for a command that ends by itself; its exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(COMMAND_MINUTES, TimeUnit.MINUTES)) {
            throw new IllegalStateException("no end after minutes: " + log);
        }
        return process.exitValue();
    }

    /** All that it has printed. */
    String log() throws IOException {
        return Files.readString(log);
    }

    /** Resident memory in MiB. */
    long residentMib() throws IOException {
        try (Stream<String> lines = Files.lines(proc("status"))) {
            String kib = lines.filter(line -> line.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(kib.replaceAll("\\D", "")) / 1024;
        }
    }

    /** File descriptors: files, sockets and pipes. */
    long openFiles() throws IOException {
        try (Stream<Path> descriptors = Files.list(proc("fd"))) {
            return descriptors.count();
        }
    }

    /** Reachable objects of a class in a Java process; its garbage is collected first. */
    long instances(String className) throws IOException, InterruptedException {
        return jcmd("GC.class_histogram").stream()
                .map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length > 3 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }

    /** What a Java process answers to a command of jcmd, line by line. */
    List<String> jcmd(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
        line.add(Long.toString(process.pid()));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        List<String> answer;
        try (BufferedReader reader = jcmd.inputReader()) {
            answer = reader.lines().toList();
        }
        if (jcmd.waitFor() != 0) {
            throw new IOException(line + " of " + log + ": " + answer);
        }
        return answer;
    }

    private Path proc(String entry) {
        return Path.of("/proc", Long.toString(process.pid()), entry);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
