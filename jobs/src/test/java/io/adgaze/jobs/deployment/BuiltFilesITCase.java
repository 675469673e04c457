package io.adgaze.jobs.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is mounted into containers and copied into images is in the repository after a build. */
class BuiltFilesITCase {

    /** Built after the jobs; its own tests start the jar that the compose file names. */
    private static final String WEB = "./web/";

    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) \\S+$");

    @Test
    void composeFileMountsWhatIsThere() throws IOException {
        List<String> mounted =
                DeploymentFiles.yaml(DeploymentFiles.COMPOSE)
                        .path("services")
                        .valueStream()
                        .flatMap(
                                service ->
                                        DeploymentFiles.strings(service.path("volumes")).stream())
                        .filter(volume -> volume.startsWith("./") && !volume.startsWith(WEB))
                        .map(volume -> volume.split(":")[0])
                        .distinct()
                        .toList();

        assertThat(mounted).isNotEmpty().allMatch(BuiltFilesITCase::isThere);
    }

    @Test
    void imageCopiesWhatIsThere() throws IOException {
        List<String> copied =
                COPY.matcher(DeploymentFiles.text("flink-conf/kubernetes/Dockerfile"))
                        .results()
                        .map((MatchResult copy) -> copy.group(1))
                        .toList();

        assertThat(copied).isNotEmpty().allMatch(BuiltFilesITCase::isThere);
    }

    private static boolean isThere(String file) {
        return Files.exists(DeploymentFiles.path(file));
    }
}
