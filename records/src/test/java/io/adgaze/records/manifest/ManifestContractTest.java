package io.adgaze.records.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the user documentation says of player events is what the job reads. */
class ManifestContractTest {

    private static final Path CONTRACTS = Path.of("../docs/contracts.md");
    private static final Pattern NAME = Pattern.compile("`([a-z]+)`");

    @Test
    void documentedEventsAreThoseThatAreRead() throws IOException {
        List<String> read =
                Stream.concat(
                                Arrays.stream(MediaEvent.values())
                                        .map(event -> event.name().toLowerCase(Locale.ROOT)),
                                MediaEvent.HARMLESS.stream())
                        .toList();

        assertThat(documented()).containsExactlyInAnyOrderElementsOf(read);
    }

    /** The names in the first column. */
    private static List<String> documented() throws IOException {
        String text = Files.readString(CONTRACTS);
        String section = text.substring(text.indexOf("### Player events"));
        return section.substring(0, section.indexOf("A session with an event of any other name"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(names -> NAME.matcher(names).results())
                .map((MatchResult name) -> name.group(1))
                .toList();
    }
}
