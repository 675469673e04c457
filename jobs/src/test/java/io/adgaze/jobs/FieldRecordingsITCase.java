package io.adgaze.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recordings of sample 1 that came out wrong in the field, under its own manifest: she smiles in ad
 * seconds 6 and 7 alone, which tells whether the clock is right. They are not part of the project:
 * without {@code -Dadgaze.shared} naming their folder these checks are skipped.
 */
class FieldRecordingsITCase {

    private static final Path RECORDINGS =
            Path.of(System.getProperty("adgaze.shared", "")).resolve("data/field/recordings");

    private static final List<String> FILES =
            List.of("base.mp4", "concat.webm", "hole.webm", "start60.webm", "plain.ts");

    @TempDir static Path folder;

    private static Tables tables;

    @BeforeAll
    static void run() throws Exception {
        assumeTrue(
                FILES.stream().map(RECORDINGS::resolve).allMatch(Files::isRegularFile),
                () -> "Skipped: no recordings in " + RECORDINGS.toAbsolutePath());
        LandingFolder landing = LandingFolder.withDemoAd(folder);
        for (String file : FILES) {
            landing.land(file, Files.readAllBytes(RECORDINGS.resolve(file)));
            landing.land(file, LandingFolder.sampleManifest(1, file));
        }
        tables = new EngagementRun(landing).into(folder.resolve("out"));
    }

    @AfterAll
    static void close() throws Exception {
        if (tables != null) {
            tables.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base.mp4", "concat.webm", "hole.webm", "start60.webm", "plain.ts"})
    void theSmileIsWhereItIsInTheAd(String session) throws Exception {
        assertThat(
                        tables.query(
                                "SELECT ad_second FROM viewer_seconds WHERE p_happy > 0.5"
                                        + " AND session_id = '"
                                        + session
                                        + "' ORDER BY ad_second"))
                .extracting(row -> row.get("ad_second"))
                .containsExactly(6, 7);
    }

    @Test
    void whatIsWrongWithARecordingIsSaid() throws Exception {
        assertThat(tables.query("FROM rejected"))
                .extracting(row -> row.get("session_id") + " " + row.get("reason"))
                .containsExactlyInAnyOrder(
                        "concat.webm recording_truncated", "hole.webm recording_truncated");
        assertThat(
                        tables.value(
                                "SELECT quality_grade FROM sessions WHERE session_id = 'hole.webm'"))
                .isEqualTo(2);
    }
}
