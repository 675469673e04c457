package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that others publish and that judges our files.
 *
 * @param program where it lies
 */
record Tool(Path program) {

    /** The one on the path; without it the test is skipped. */
    static Tool onThePath(String name) {
        Optional<Path> program =
                Stream.of(System.getenv("PATH").split(":"))
                        .map(folder -> Path.of(folder, name))
                        .filter(Files::isExecutable)
                        .findFirst();
        assumeThat(program).as("skipped: %s is not on the path; .ci/run gets it", name).isPresent();
        return new Tool(program.get());
    }

    /** Runs it in the repository, and fails with what it said unless it succeeds. */
    void accepts(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command)
                        .directory(DeploymentFiles.path(".").toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
