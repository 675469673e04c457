package io.adgaze.connectors.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adgaze.connectors.embedded.DuckDb;
import io.adgaze.records.AdReport;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.density.AdGaze;
import io.adgaze.reports.Reports;
import io.adgaze.reports.heatmap.GazeTracks;
import io.adgaze.reports.heatmap.HeatmapRenderer;
import io.adgaze.reports.heatmap.TestAd;
import io.adgaze.storage.FileObjectStore;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdExporterTest {

    private static final int SECONDS = 2;
    private static final List<GazeTrack> TWELVE_VIEWERS =
            GazeTracks.times(12, GazeTracks.at(0.5, 0.6, SECONDS));

    @TempDir Path folder;
    private final FileObjectStore store = new FileObjectStore();
    private Path output;
    private Path exports;
    private AdExporter exporter;
    private final List<Long> renderedMs = new ArrayList<>();

    @BeforeEach
    void makeExporter() throws IOException {
        output = folder.resolve("out");
        exports = output.resolve("exports/ad=id-" + Reports.AD_ID);
        exporter = exporter(VideoLimits.DEFAULT);
    }

    private AdExporter exporter(VideoLimits adLimits) throws IOException {
        return new AdExporter(
                store,
                output.toString(),
                Files.createDirectories(folder.resolve("work")),
                new HeatmapRenderer(adLimits),
                renderedMs::add);
    }

    private AdExported export(AdReport report) throws IOException {
        return exporter.export(report, () -> false).orElseThrow();
    }

    @Test
    void writesTheContractsFilesAndNothingElse() throws Exception {
        AdExported exported = export(report("2026-11-22", TWELVE_VIEWERS));

        assertThat(exported).isEqualTo(new AdExported(Reports.AD_ID, 12, 50, exports.toString()));
        assertThat(renderedMs).hasSize(1);
        assertThat(files(output))
                .containsExactlyInAnyOrder(
                        "exports/ad=id-a-sunny.2/ad_seconds.csv",
                        "exports/ad=id-a-sunny.2/ad_seconds.parquet",
                        "exports/ad=id-a-sunny.2/heatmap.mp4",
                        "exports/ad=id-a-sunny.2/methodology.json",
                        "exports/ad=id-a-sunny.2/report.html",
                        "ad_seconds/v=2/dt=2026-11-22/ad=id-a-sunny.2/part-0.parquet",
                        "ad_segment_seconds/v=2/dt=2026-11-22/ad=id-a-sunny.2/part-0.parquet",
                        "ads/v=2/dt=2026-11-22/ad=id-a-sunny.2/part-0.parquet");
        assertThat(files(folder.resolve("work"))).as("left behind").isEmpty();
    }

    @Test
    void csvAndParquetHoldTheSameRows() throws Exception {
        export(report("2026-11-22", GazeTracks.times(9, GazeTracks.at(0.5, 0.5, 2))));
        assertSameRows();

        export(report("2026-11-22", TWELVE_VIEWERS));
        assertSameRows();
    }

    private void assertSameRows() throws Exception {
        try (DuckDb duck = DuckDb.open()) {
            List<String> parquet =
                    duck.query("select * from '" + exports.resolve("ad_seconds.parquet") + "'");
            assertThat(parquet).hasSize(SECONDS);
            assertThat(duck.query("select * from '" + exports.resolve("ad_seconds.csv") + "'"))
                    .isEqualTo(parquet);
            String partitions = output.resolve("ad_seconds/v=2") + "/**/*.parquet";
            assertThat(
                            duck.query(
                                    "select * exclude (dt, v) from read_parquet('%s', hive_partitioning = true)"
                                            .formatted(partitions)))
                    .isEqualTo(parquet);
        }
    }

    @Test
    void anAdsPartitionIsThatOfTheReportsDay() throws Exception {
        export(report("2026-11-22", GazeTracks.times(9, GazeTracks.at(0.5, 0.5, 2))));
        export(report("2026-11-22", TWELVE_VIEWERS));

        assertThat(files(output.resolve("ad_seconds")))
                .containsExactly("v=2/dt=2026-11-22/ad=id-a-sunny.2/part-0.parquet");
    }

    @Test
    void otherAdsPartitionsStay() throws Exception {
        Path other = output.resolve("ad_seconds/v=2/dt=2026-11-22/ad=id-a-other/part-0.parquet");
        Files.createDirectories(other.getParent());
        Files.writeString(other, "another ad's");

        export(report("2026-11-22", TWELVE_VIEWERS));

        assertThat(other).hasContent("another ad's");
    }

    @Test
    void exportingAgainGivesTheSameFiles() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));
        byte[] heatmap = Files.readAllBytes(exports.resolve("heatmap.mp4"));
        byte[] page = Files.readAllBytes(exports.resolve("report.html"));
        byte[] csv = Files.readAllBytes(exports.resolve("ad_seconds.csv"));

        export(report("2026-11-22", TWELVE_VIEWERS));

        assertThat(exports.resolve("heatmap.mp4")).hasBinaryContent(heatmap);
        assertThat(exports.resolve("report.html")).hasBinaryContent(page);
        assertThat(exports.resolve("ad_seconds.csv")).hasBinaryContent(csv);
    }

    /** Whoever withdraws while a heatmap is rendered is not in what is written. */
    @Test
    void aReportThatIsOutdatedByTheTimeItIsRenderedIsNotWritten() throws Exception {
        assertThat(
                        exporter.export(
                                report("2026-11-22", TWELVE_VIEWERS), () -> !renderedMs.isEmpty()))
                .isEmpty();

        assertThat(renderedMs).as("rendered").hasSize(1);
        assertThat(output).doesNotExist();
        assertThat(files(folder.resolve("work"))).as("left behind").isEmpty();
    }

    /** Live figures are written often, the heatmap seldom. */
    @Test
    void aReportThatLeavesTheHeatmapSaysOfWhichReportItIs() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));
        byte[] heatmap = Files.readAllBytes(exports.resolve("heatmap.mp4"));
        AdReport live =
                report("2026-11-22", GazeTracks.times(31, GazeTracks.at(0.2, 0.6, SECONDS)));

        export(live.withoutHeatmap());

        assertThat(exports.resolve("heatmap.mp4")).hasBinaryContent(heatmap);
        assertThat(methodology().at("/sample/viewers_n").asInt()).isEqualTo(31);
        assertThat(methodology().at("/heatmap/viewers_n").asInt()).isEqualTo(12);
        assertThat(methodology().at("/heatmap/frames").asInt()).isEqualTo(50);
        assertThat(methodology().at("/heatmap/as_of").asText()).isEqualTo(Reports.AS_OF.toString());
        assertThat(renderedMs).as("rendered once").hasSize(1);
    }

    @Test
    void aHeatmapThatHasNotBeenDrawnYetIsSaidToCome() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS).withoutHeatmap());

        assertThat(exports.resolve("heatmap.mp4")).doesNotExist();
        assertThat(methodology().at("/heatmap/missing_because").asText())
                .contains("not been drawn yet");
        assertThat(Files.readString(exports.resolve("report.html"))).contains("not been drawn yet");
    }

    /** All of them have withdrawn. */
    @Test
    void anAdWithoutViewersKeepsNoFigureAndNoHeatmap() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));

        export(ofNobody(report("2026-11-22", List.of())));

        assertThat(exports.resolve("heatmap.mp4")).doesNotExist();
        assertThat(methodology().at("/heatmap/missing_because").asText())
                .contains("nobody is left");
        assertThat(methodology().at("/sample/viewers_n").asInt()).isZero();
        assertThat(Files.readString(exports.resolve("report.html"))).contains("nobody is left");
        try (DuckDb duck = DuckDb.open()) {
            for (String table : List.of("ad_seconds", "ad_segment_seconds")) {
                assertThat(duck.query("from '" + output.resolve(table + "/v=2") + "/**/*.parquet'"))
                        .as(table)
                        .isEmpty();
            }
            assertThat(
                            duck.query(
                                    "select viewers_n, attention_rate_mean, completed_rate from '"
                                            + output.resolve("ads/v=2")
                                            + "/**/*.parquet'"))
                    .containsExactly("0|null|null");
        }
    }

    private static AdReport ofNobody(AdReport report) {
        return new AdReport(
                report.adId(),
                report.dt(),
                report.ad(),
                report.adDurationMs(),
                report.asOf(),
                report.sample(),
                report.summary(),
                List.of(),
                List.of(),
                true,
                AdGaze.NONE,
                true);
    }

    @Test
    void adsAndTheirSegmentsAreReadAsTheyWereReported() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));

        try (DuckDb duck = DuckDb.open()) {
            assertThat(
                            duck.query(
                                    "select ad_id, campaign_id, viewers_n, as_of, first_session_at,"
                                            + " attention_first_5s_n from '"
                                            + output.resolve("ads/v=2")
                                            + "/**/*.parquet'"))
                    .containsExactly(
                            "a-sunny.2|c-spring|12|2026-11-22T14:30Z|2026-11-22T09:30Z|12");
            assertThat(
                            duck.query(
                                    "select segment_kind, segment, ad_second, viewers_n, suppressed"
                                            + " from '"
                                            + output.resolve("ad_segment_seconds/v=2")
                                            + "/**/*.parquet'"))
                    .hasSize(SECONDS)
                    .first()
                    .asString()
                    .contains("device_class", "phone", "6", "true");
        }
    }

    @Test
    void anAdThatCannotBeDecodedLacksOnlyItsHeatmapAndSaysSo() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));
        Path broken = Files.writeString(folder.resolve("broken.mp4"), "no pictures at all");

        AdExported exported =
                export(Reports.of(ref(broken), "2026-11-22", SECONDS, TWELVE_VIEWERS, 10));

        assertThat(exported.heatmapFrames()).isZero();
        assertThat(files(exports))
                .containsExactlyInAnyOrder(
                        "ad_seconds.csv", "ad_seconds.parquet", "methodology.json", "report.html");
        assertThat(methodology().at("/heatmap/missing_because").asText())
                .contains("cannot be decoded")
                .contains("Upload");
        assertThat(exports.resolve("report.html")).content().contains("There is no heatmap");
    }

    @Test
    void anAdWhoseSoundCannotBeDecodedLacksOnlyItsSoundAndSaysSo() throws Exception {
        Path silent = TestAd.mp4(folder.resolve("silent.mp4"), 160, 90, SECONDS);
        String bytes = Files.readString(silent, StandardCharsets.ISO_8859_1);
        Files.writeString(
                silent,
                bytes.replace("mp4a", "mhm1").replace("esds", "free"),
                StandardCharsets.ISO_8859_1);

        AdExported exported =
                export(Reports.of(ref(silent), "2026-11-22", SECONDS, TWELVE_VIEWERS, 10));

        assertThat(exported.heatmapFrames()).isEqualTo(50);
        assertThat(methodology().at("/heatmap/missing_because").isNull()).isTrue();
        assertThat(methodology().at("/heatmap/sound_missing_because").asText())
                .contains("no decoder for mpegh_3d_audio");
    }

    @Test
    void anAdOverTheSideLimitLacksOnlyItsHeatmapAndSaysSo() throws Exception {
        AdReport report = report("2026-11-22", TWELVE_VIEWERS);

        AdExported exported =
                exporter(VideoLimits.DEFAULT.withMaxSidePx(159))
                        .export(report, () -> false)
                        .orElseThrow();

        assertThat(exported.heatmapFrames()).isZero();
        assertThat(methodology().at("/heatmap/missing_because").asText())
                .contains("160 x 90")
                .contains("at most 159 px");
    }

    @Test
    void anAdThatWasReplacedLacksOnlyItsHeatmapAndSaysSo() throws Exception {
        AdReport report = report("2026-11-22", TWELVE_VIEWERS);
        Files.writeString(Path.of(report.ad().uri()), "another film");

        assertThat(export(report).heatmapFrames()).isZero();

        assertThat(methodology().at("/heatmap/missing_because").asText()).contains("replaced");
    }

    @Test
    void anAdThatIsGoneLacksOnlyItsHeatmapAndSaysSo() throws Exception {
        AdReport report = report("2026-11-22", TWELVE_VIEWERS);
        Files.delete(Path.of(report.ad().uri()));

        assertThat(export(report).heatmapFrames()).isZero();

        assertThat(methodology().at("/heatmap/missing_because").asText()).contains("deleted");
    }

    @Test
    void theMethodologyTellsSampleErrorKernelAndVersions() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));

        JsonNode methodology = methodology();
        assertThat(methodology.at("/dt").asText()).isEqualTo("2026-11-22");
        assertThat(methodology.at("/sample/viewers_n").asInt()).isEqualTo(12);
        assertThat(methodology.at("/sample/gaze_viewers_n").asInt()).isEqualTo(12);
        assertThat(methodology.at("/sample/completed_n").asInt()).isEqualTo(9);
        assertThat(methodology.at("/sample/min_viewers").asInt()).isEqualTo(10);
        assertThat(methodology.at("/gaze/error_norm_median").floatValue()).isEqualTo(0.09f);
        assertThat(methodology.at("/gaze/kernel_sigma_norm").doubleValue())
                .isBetween(0.0718, 0.0719);
        assertThat(methodology.at("/gaze/window_ms").asInt()).isEqualTo(1000);
        assertThat(methodology.at("/heatmap/frames").asInt()).isEqualTo(50);
        assertThat(methodology.at("/heatmap/missing_because").isNull()).isTrue();
        assertThat(methodology.at("/metric_version").asText()).isNotEmpty();
        assertThat(methodology.at("/model_version").asText()).isNotEmpty();
        assertThat(methodology.at("/limits")).isNotEmpty();
        assertThat(methodology.at("/exclusions/rules")).isNotEmpty();
    }

    @Test
    void theMethodologyTellsTheFiltersOfFixationsAndBlinks() throws Exception {
        export(report("2026-11-22", TWELVE_VIEWERS));

        JsonNode fixations = methodology().at("/fixations");
        assertThat(fixations.at("/filter").asText()).startsWith("I-VT");
        assertThat(fixations.at("/unit").asText()).contains("screen");
        assertThat(figures(fixations))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "smoothing_window_ms", 300.,
                                "velocity_threshold_per_s", 0.65,
                                "velocity_window_ms", 120.,
                                "min_duration_ms", 100.,
                                "max_gap_ms", 75.,
                                "max_frame_interval_ms", 150.,
                                "max_ad_jump_ms", 250.,
                                "merge_max_time_ms", 200.,
                                "merge_max_distance", 0.065));
        JsonNode blinks = methodology().at("/blinks");
        assertThat(blinks.at("/filter").asText()).contains("session's own");
        assertThat(figures(blinks))
                .containsEntry("closed_spreads", 6.)
                .containsEntry("closed_below_least", 0.62)
                .containsEntry("closed_below_most", 0.82)
                .containsEntry("open_again_above", 0.13)
                .containsEntry("min_duration_ms", 50.)
                .containsEntry("max_duration_ms", 500.)
                .hasSize(12);
    }

    private static Map<String, Double> figures(JsonNode filter) {
        return filter.properties().stream()
                .filter(figure -> figure.getValue().isNumber())
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey, figure -> figure.getValue().asDouble()));
    }

    @Test
    void aSampleBelowTheMinimumIsCountedButNotDescribed() throws Exception {
        export(report("2026-11-22", GazeTracks.times(1, GazeTracks.at(0.5, 0.5, 2))));

        JsonNode methodology = methodology();
        assertThat(methodology.at("/sample/viewers_n").asInt()).isEqualTo(1);
        for (String figure :
                List.of(
                        "/sample/completed_n",
                        "/sample/usable_viewers_n",
                        "/sample/valid_rate_mean",
                        "/gaze/error_norm_median",
                        "/gaze/kernel_sigma_norm")) {
            assertThat(methodology.at(figure).isNull()).as(figure).isTrue();
        }
        assertThat(methodology.at("/exclusions/suppressed_seconds_n").asInt()).isEqualTo(SECONDS);
    }

    private AdReport report(String dt, List<GazeTrack> gaze) throws Exception {
        Path ad = folder.resolve("ad.mp4");
        if (!Files.exists(ad)) {
            TestAd.mp4(ad, 160, 90, SECONDS);
        }
        return Reports.of(ref(ad), dt, SECONDS, gaze, 10);
    }

    private ObjectRef ref(Path file) throws IOException {
        return store.head(file.toString()).orElseThrow();
    }

    private JsonNode methodology() throws IOException {
        return new ObjectMapper().readTree(exports.resolve("methodology.json").toFile());
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
