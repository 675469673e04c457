package io.adgaze.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs and scripts of this machine that end by themselves. */
final class Commands {

    private Commands() {}

    /** A program on the path. */
    static Optional<Path> find(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(entry -> Path.of(entry, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Runs a shell script of the repository.
     *
     * @param folder where its output is kept
     * @return what it has printed
     * @throws IllegalStateException with what it printed, when it fails
     */
    static String run(
            Path folder, Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", script.toString()));
        line.addAll(List.of(arguments));
        Path own = Files.createTempDirectory(folder, script.getFileName().toString());
        try (ServerProcess process = ServerProcess.start("out", own, line, environment)) {
            if (process.await() != 0) {
                throw new IllegalStateException(script + " failed: " + process.log());
            }
            return process.log();
        }
    }
}
