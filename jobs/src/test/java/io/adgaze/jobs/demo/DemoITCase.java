package io.adgaze.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.adgaze.connectors.embedded.DuckDb;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the demo and holds what it wrote against what the samples were generated to show. */
class DemoITCase {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final String LOCAL_PREFIX = "target/demo/adgaze/";

    /** The samples open their smile at the start of this second of the ad, for two seconds. */
    private static final int SMILE_SECOND = 6;

    @TempDir static Path folder;

    private static DuckDb duckDb;

    @BeforeAll
    static void runDemo() throws Exception {
        Demo.runIn(folder);
        duckDb = DuckDb.open();
    }

    @AfterAll
    static void close() throws Exception {
        if (duckDb != null) {
            duckDb.close();
        }
    }

    private static Path output() {
        return folder.resolve(Demo.BUCKET).resolve("output");
    }

    private static Path exports() {
        return output().resolve("exports/ad=id-a-demo");
    }

    private static String table(String name) {
        return "read_parquet('" + output().resolve(name) + "/**/*.parquet')";
    }

    @Test
    void nothingIsRejected() {
        assertThat(output().resolve("rejected")).doesNotExist();
    }

    @Test
    void everySessionHasEachSecondOnce() throws Exception {
        List<String> rows =
                duckDb.query(
                        "SELECT count(DISTINCT session_id), count(*),"
                                + " count(DISTINCT (session_id, ad_second)), min(valid_rate) > 0.95"
                                + " FROM "
                                + table("viewer_seconds"));

        assertThat(rows).containsExactly("12|144|144|true");
    }

    @Test
    void theSmilesSecondIsTheOneThatRises() throws Exception {
        List<String> happiest =
                duckDb.query(
                        "SELECT DISTINCT floor(arg_max(ad_second, p_happy) / 2) FROM "
                                + table("viewer_seconds")
                                + " GROUP BY session_id");
        List<String> means =
                duckDb.query(
                        "SELECT avg(p_happy) FILTER (ad_second = %1$d) > 0.7,"
                                        .formatted(SMILE_SECOND)
                                + " avg(p_happy) FILTER (ad_second NOT BETWEEN %1$d AND %1$d + 2) < 0.3"
                                        .formatted(SMILE_SECOND)
                                + " FROM "
                                + table("viewer_seconds"));

        assertThat(happiest).containsExactly(SMILE_SECOND / 2 + ".0");
        assertThat(means).containsExactly("true|true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s-demo-1", "s-demo-2", "s-demo-3", "s-demo-4"})
    void blinksAreCounted(String recording) throws Exception {
        List<Long> truth = SampleTruth.of(recording).blinkEndsMs();
        List<Long> counted =
                duckDb
                        .query(
                                "SELECT recording_ms FROM "
                                        + table("frames")
                                        + " WHERE blink AND session_id = '"
                                        + recording
                                        + "-1' ORDER BY 1")
                        .stream()
                        .map(Long::valueOf)
                        .toList();

        assertThat(matched(truth, counted)).as("found of %s", truth).isGreaterThanOrEqualTo(0.8);
        assertThat(matched(counted, truth)).as("true of %s", counted).isGreaterThanOrEqualTo(0.8);
    }

    /** Share of {@code events} that have one of {@code others} within a quarter of a second. */
    private static double matched(List<Long> events, List<Long> others) {
        long found =
                events.stream()
                        .filter(e -> others.stream().anyMatch(o -> Math.abs(o - e) <= 250))
                        .count();
        return (double) found / events.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"s-demo-1", "s-demo-2", "s-demo-3"})
    void gazeFollowsTheTruth(String recording) throws Exception {
        SampleTruth truth = SampleTruth.of(recording);
        List<Double> errors = new ArrayList<>();
        for (String row :
                duckDb.query(
                        "SELECT recording_ms, gaze_x_norm, gaze_y_norm FROM "
                                + table("frames")
                                + " WHERE gaze_x_norm IS NOT NULL AND ad_time_ms IS NOT NULL"
                                + " AND session_id = '"
                                + recording
                                + "-1'")) {
            String[] cells = row.split("\\|");
            errors.add(
                    truth.gazeErrorInScreenWidths(
                            Long.parseLong(cells[0]),
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2])));
        }
        double mean = errors.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        String reported =
                duckDb.query(
                                "SELECT gaze_error_norm FROM "
                                        + table("sessions")
                                        + " WHERE session_id = '"
                                        + recording
                                        + "-1'")
                        .get(0);

        System.out.printf(
                "%s: gaze error in the ad %.1f %% of the screen's width, held-out %s of the"
                        + " picture's%n",
                recording, 100 * mean, reported);
        assertThat(mean).isLessThan(0.1);
        assertThat(Double.parseDouble(reported)).isBetween(0.005, 0.2);
    }

    /**
     * By velocity alone, the truth has 6 to 8 in the 12 s: the light rests, drifts, and moves
     * faster than the threshold only now and then.
     */
    @Test
    void fixationsAreAsFewAsTheLightsMovesAllow() throws Exception {
        List<String> sessions =
                duckDb.query(
                        "SELECT session_id, any_value(s.fixations_n), sum(v.fixations_n),"
                                + " any_value(s.fixation_ms_median) FROM "
                                + table("sessions")
                                + " s JOIN "
                                + table("viewer_seconds")
                                + " v USING (session_id) GROUP BY ALL ORDER BY ALL");

        assertThat(sessions).hasSize(12);
        for (String session : sessions) {
            System.out.println("fixations: " + session);
            String[] figures = session.split("\\|", -1);
            assertThat(figures[1]).as(session).isEqualTo(figures[2]);
            assertThat(Integer.parseInt(figures[1])).as(session).isBetween(6, 16);
            assertThat(Double.parseDouble(figures[3])).as(session).isBetween(300., 2000.);
        }
    }

    @Test
    void heatmapsMassFollowsTheKnownPath() throws Exception {
        List<HeatmapMass.Centre> centres =
                HeatmapMass.over(folder.resolve("adgaze/ads/a-demo.mp4"), exports());

        assertThat(centres).hasSizeGreaterThan(80);
        assertThat(HeatmapMass.meanDistanceToPath(centres)).isLessThan(0.12);
        assertThat(HeatmapMass.correlationWithPath(centres)).isGreaterThan(0.8);
    }

    @Test
    void exportsNameNoViewer() throws Exception {
        try (Stream<Path> files = Files.list(exports())) {
            for (Path file : files.toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(content).as(file.toString()).doesNotContain("s-demo-", "vs-demo");
            }
        }
    }

    @Test
    void theReadmesQueriesRun() throws Exception {
        for (String query : readmeQueries()) {
            assertThat(duckDb.query(query.replace(LOCAL_PREFIX, folder + "/adgaze/")))
                    .as(query)
                    .isNotEmpty();
        }
    }

    @Test
    void theReadmesQueriesRunThroughS3() throws Exception {
        try (EmbeddedS3 s3 = EmbeddedS3.start(folder)) {
            Optional<DuckDb> throughS3 = DuckDb.open(s3);
            assumeTrue(
                    throughS3.isPresent(),
                    "Skipped: DuckDB's httpfs extension is neither installed nor to be had.");
            try (DuckDb remote = throughS3.get()) {
                for (String query : readmeQueries()) {
                    assertThat(remote.query(query.replace(LOCAL_PREFIX, "s3://adgaze/")))
                            .as(query)
                            .isEqualTo(
                                    duckDb.query(query.replace(LOCAL_PREFIX, folder + "/adgaze/")));
                }
            }
        }
    }

    private static List<String> readmeQueries() throws IOException {
        Matcher blocks = SQL.matcher(Files.readString(Path.of("../README.md")));
        List<String> queries = blocks.results().map(block -> block.group(1)).toList();
        assertThat(queries).hasSize(3);
        return queries;
    }
}
