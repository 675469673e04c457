package io.adgaze.jobs.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.operators.ads.reports.AdReports;
import io.adgaze.operators.ads.reports.AdReports.AdFacts;
import io.adgaze.operators.ads.sums.AdSums;
import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Contribution;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.DeltaSum;
import io.adgaze.operators.ads.sums.Showing;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSecond;
import io.adgaze.records.density.GazeSlice;
import io.adgaze.records.tables.RecordColumns;
import io.adgaze.reports.AdReportFiles;
import io.adgaze.reports.HeatmapOutcome;
import io.adgaze.reports.heatmap.Heatmap;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No figure over fewer viewers than the minimum is in any export, and every other is there and
 * right: from the sessions of an ad, by chance, to the files.
 */
class SuppressionTest {

    private static final int ADS = 2000;

    /** Of which so many are written, and read again as pages. */
    private static final int WRITTEN_ADS = 250;

    /** And so many rendered. */
    private static final int A_FEW = 5;

    /** Columns that are no figures over viewers. */
    private static final List<String> FACTS =
            List.of(
                    "ad_id",
                    "ad_second",
                    "viewers_n",
                    "suppressed",
                    "grade",
                    "metric_version",
                    "model_version");

    private static final RecordColumns COLUMNS = RecordColumns.of("ad_seconds", AdSecond.class);
    private static final HeatmapOutcome RENDERED =
            new HeatmapOutcome(new Heatmap(75, 0, null), null, Instant.EPOCH, 75);

    @TempDir Path folder;

    @Test
    void rowsAndGazeHoldWhatMayBePublished() {
        forEachAd(
                ADS,
                (ad, figures, report) -> {
                    assertRows(
                            figures,
                            ad.minViewers,
                            report.seconds().stream().map(SuppressionTest::avro).toList());
                    assertThat(report.density().moments()).isEqualTo(figures.publishableMoments());
                    assertThat(report.density().slices())
                            .extracting(GazeSlice::index)
                            .isEqualTo(figures.publishableSlices());
                });
    }

    @Test
    void parquetHoldsTheRows() {
        forEachAd(
                A_FEW,
                (ad, figures, report) -> {
                    Path file = folder.resolve("ad_seconds.parquet");
                    ParquetTable.write(file, "ad_seconds", AdSecond.class, report.seconds());
                    assertRows(figures, ad.minViewers, parquet(file));
                });
    }

    @Test
    void filesHoldWhatMayBePublished() {
        forEachAd(
                WRITTEN_ADS,
                (ad, figures, report) -> {
                    AdReportFiles.write(folder, report, RENDERED);
                    assertRows(figures, ad.minViewers, csv(folder.resolve("ad_seconds.csv")));
                    assertMethodology(ad, figures);
                    new PublishedPage(folder.resolve("report.html")).assertShows(ad, figures);
                });
    }

    private interface Check {
        void accept(RandomAd ad, PublishableFigures figures, AdReport report) throws Exception;
    }

    /** An ad's number is its seed, so that a failure names what to look at. */
    private static void forEachAd(int ads, Check check) {
        for (int seed = 0; seed < ads; seed++) {
            RandomAd ad = new RandomAd(seed);
            try {
                check.accept(ad, new PublishableFigures(ad), report(ad));
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "ad of seed %d, with %d viewers of at least %d: %s"
                                .formatted(seed, ad.viewers.size(), ad.minViewers, e.getMessage()),
                        e);
            }
        }
    }

    private static AdReport report(RandomAd ad) throws Exception {
        List<Change> changes =
                ad.viewers.stream()
                        .map(Contribution::of)
                        .map(viewer -> new Change(RandomAd.AD_ID, 0, null, viewer, false))
                        .toList();
        Delta sums = DeltaSum.of(RandomAd.AD_ID, changes);
        Showing showing = sums.showings().keySet().iterator().next();
        return new AdReports(ad.minViewers)
                .of(
                        new AdFacts(
                                RandomAd.AD_ID,
                                "2026-11-22",
                                Instant.EPOCH,
                                showing,
                                null,
                                showing,
                                sums.secondsEnd()),
                        new AdSums(sums.blocks()::get));
    }

    private static void assertRows(
            PublishableFigures figures, int minViewers, List<Map<String, String>> rows) {
        assertThat(rows).hasSameSizeAs(figures.seconds());
        for (int i = 0; i < rows.size(); i++) {
            int second = figures.seconds().get(i);
            Map<String, String> row = rows.get(i);
            assertThat(row.get("ad_second")).isEqualTo(Integer.toString(second));
            assertThat(row.get("viewers_n")).isEqualTo(Integer.toString(figures.viewersN(second)));
            assertThat(row.get("suppressed"))
                    .isEqualTo(Boolean.toString(figures.viewersN(second) < minViewers));
            Map<String, Double> publishable = figures.row(second);
            assertThat(row).hasSize(publishable.size() + FACTS.size());
            publishable.forEach((column, figure) -> assertFigure(column, row.get(column), figure));
        }
    }

    /** What fixed point keeps of degrees, and of rates. */
    private static double precision(String name) {
        return name.contains("_deg_") ? 5e-3 : name.startsWith("gaze_") ? 1e-3 : 1e-4;
    }

    private static void assertFigure(String name, String published, Double publishable) {
        boolean same =
                published == null || publishable == null
                        ? published == null && publishable == null
                        : Math.abs(Double.parseDouble(published) - publishable) < precision(name);
        if (!same) {
            fail("%s is %s, not %s", name, published, publishable);
        }
    }

    private void assertMethodology(RandomAd ad, PublishableFigures figures) throws IOException {
        JsonNode json = new ObjectMapper().readTree(folder.resolve("methodology.json").toFile());
        JsonNode sample = json.get("sample");
        assertThat(sample.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "viewers_n",
                        "gaze_viewers_n",
                        "usable_viewers_n",
                        "completed_n",
                        "valid_rate_mean",
                        "min_viewers");
        assertThat(sample.get("viewers_n").asInt()).isEqualTo(ad.viewers.size());
        assertThat(sample.get("gaze_viewers_n").asInt()).isEqualTo(figures.tracks().size());
        assertFigure("usable", sample.get("usable_viewers_n"), asDouble(figures.usableN()));
        assertFigure("completed", sample.get("completed_n"), asDouble(figures.completedN()));
        assertFigure("valid rate", sample.get("valid_rate_mean"), figures.validRateMean());
        assertFigure("error", json.at("/gaze/error_norm_median"), figures.gazeErrorMedian());
        assertThat(json.at("/gaze/kernel_sigma_norm").isNull())
                .isEqualTo(figures.gazeErrorMedian() == null);
        assertThat(json.at("/exclusions/suppressed_seconds_n").asLong())
                .isEqualTo(
                        figures.seconds().stream()
                                .filter(second -> figures.viewersN(second) < ad.minViewers)
                                .count());
    }

    private static void assertFigure(String name, JsonNode published, Double publishable) {
        assertFigure(name, published.isNull() ? null : published.asText(), publishable);
    }

    private static Double asDouble(Integer count) {
        return count == null ? null : (Double) count.doubleValue();
    }

    /** As the columns of Parquet are filled. */
    private static Map<String, String> avro(AdSecond second) {
        var row = COLUMNS.toAvro(second);
        Map<String, String> values = new HashMap<>();
        for (var column : row.getSchema().getFields()) {
            Object value = row.get(column.pos());
            values.put(column.name(), value == null ? null : value.toString());
        }
        return values;
    }

    private static List<Map<String, String>> csv(Path file) throws IOException {
        return new CsvMapper()
                .readerFor(Map.class)
                .with(CsvSchema.emptySchema().withHeader().withNullValue(""))
                .<Map<String, String>>readValues(file.toFile())
                .readAll();
    }

    private static List<Map<String, String>> parquet(Path file) throws Exception {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet all =
                        duck.createStatement().executeQuery("select * from '" + file + "'")) {
            while (all.next()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
                    row.put(all.getMetaData().getColumnName(i), all.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }
}
