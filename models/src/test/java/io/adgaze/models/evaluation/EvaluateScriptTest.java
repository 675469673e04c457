package io.adgaze.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command's own words; what it starts is tested by {@link EvaluationTest}. */
class EvaluateScriptTest {

    private record Answer(int exitCode, String text) {}

    private static Answer run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "evaluate"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), text);
    }

    @Test
    void helpSaysHowToCallIt() throws Exception {
        Answer answer = run("--help");

        assertThat(answer.exitCode).isZero();
        assertThat(answer.text).startsWith("Usage: models/evaluate DATA [--out FOLDER]");
    }

    @Test
    void aWrongCallIsRefusedBeforeAnythingIsBuilt(@TempDir Path folder) throws Exception {
        String missing = folder.resolve("missing").toString();

        assertThat(run()).isEqualTo(refused("names no folder of data; see --help"));
        assertThat(run(missing)).isEqualTo(refused(missing + " is no folder"));
        assertThat(run(folder.toString(), "--out")).isEqualTo(refused("--out needs a folder"));
        assertThat(run("--fast")).isEqualTo(refused("unknown option --fast; see --help"));
        assertThat(run(folder.toString(), "--out", "it's"))
                .isEqualTo(refused("folders with quotes in their names cannot be passed on"));
    }

    private static Answer refused(String why) {
        return new Answer(2, "models/evaluate: " + why + "\n");
    }
}
