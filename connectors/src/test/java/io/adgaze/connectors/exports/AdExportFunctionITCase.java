package io.adgaze.connectors.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.adgaze.connectors.ReportedMetrics;
import io.adgaze.records.AdReport;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.density.AdGaze;
import io.adgaze.reports.Reports;
import io.adgaze.reports.heatmap.GazeTracks;
import io.adgaze.reports.heatmap.TestAd;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.embedded.EmbeddedS3;
import io.adgaze.video.VideoLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports through Flink to a real S3 endpoint. */
class AdExportFunctionITCase {

    private static final String OUTPUT = "s3://bucket/out";

    @TempDir static Path folder;
    private static EmbeddedS3 s3;
    private static ObjectStore store;
    private static ObjectRef ad;

    private final ReportedMetrics metrics = new ReportedMetrics();

    @BeforeAll
    static void start() throws Exception {
        s3 = EmbeddedS3.start(folder.resolve("s3"));
        s3.createBucket("bucket");
        store = ObjectStores.of(s3.settings());
        Path film = TestAd.mp4(folder.resolve("ad.mp4"), 160, 90, 1);
        store.write("s3://bucket/ads/ad.mp4", film);
        ad = store.head("s3://bucket/ads/ad.mp4").orElseThrow();
    }

    @AfterAll
    static void stop() throws Exception {
        store.close();
        s3.close();
    }

    @Test
    void aBrokenAdDoesNotStopTheOthersAndTheOrderStays() throws Exception {
        store.write(
                "s3://bucket/ads/broken.mp4", Files.writeString(folder.resolve("broken"), "words"));
        ObjectRef broken = store.head("s3://bucket/ads/broken.mp4").orElseThrow();

        List<AdExported> exported =
                export(
                        OUTPUT,
                        report("a-1", ad, 12),
                        report("a-2", broken, 12),
                        report("a-3", ad, 12));

        assertThat(exported)
                .containsExactly(
                        new AdExported("a-1", 12, 25, OUTPUT + "/exports/ad=id-a-1"),
                        new AdExported("a-2", 12, 0, OUTPUT + "/exports/ad=id-a-2"),
                        new AdExported("a-3", 12, 25, OUTPUT + "/exports/ad=id-a-3"));
        assertThat(metrics.counted("exports_written")).isEqualTo(3);
        assertThat(metrics.counted("exports_without_heatmap")).isEqualTo(1);
        assertThat(metrics.counted("export_failures")).isZero();
        assertThat(metrics.gauged("exports_in_flight")).containsExactly(0);
        assertThat(metrics.histogram("export_ms").getCount()).isEqualTo(3);
        assertThat(metrics.histogram("heatmap_render_ms").getCount()).isEqualTo(2);
        assertThat(metrics.histogram("heatmap_render_ms").getStatistics().getMax())
                .isBetween(1L, metrics.histogram("export_ms").getStatistics().getMax());
        assertThat(store.head(OUTPUT + "/exports/ad=id-a-1/heatmap.mp4")).isPresent();
        assertThat(store.head(OUTPUT + "/exports/ad=id-a-2/heatmap.mp4")).isEmpty();
        assertThat(store.head(OUTPUT + "/exports/ad=id-a-2/report.html")).isPresent();
        assertThat(store.head(OUTPUT + "/ad_seconds/v=2/dt=2026-11-22/ad=id-a-3/part-0.parquet"))
                .isPresent();
    }

    @Test
    void anAdThatWasReplacedLacksItsHeatmapAlone() throws Exception {
        Path film = TestAd.mp4(folder.resolve("replaced.mp4"), 160, 90, 1);
        store.write("s3://bucket/ads/replaced.mp4", film);
        ObjectRef watched = store.head("s3://bucket/ads/replaced.mp4").orElseThrow();
        store.write(
                "s3://bucket/ads/replaced.mp4",
                TestAd.mp4(folder.resolve("another.mp4"), 160, 90, 2));

        List<AdExported> exported = export(OUTPUT, report("a-6", watched, 12));

        assertThat(exported)
                .containsExactly(new AdExported("a-6", 12, 0, OUTPUT + "/exports/ad=id-a-6"));
        assertThat(
                        new String(
                                store.read(OUTPUT + "/exports/ad=id-a-6/report.html", 1 << 20),
                                StandardCharsets.UTF_8))
                .contains("replaced or deleted after its sessions had been recorded");
    }

    @Test
    void theLatestReportOfAnAdIsTheOneThatStays() throws Exception {
        export(OUTPUT, report("a-4", ad, 12), report("a-4", ad, 31));

        String methodology =
                new String(
                        store.read(OUTPUT + "/exports/ad=id-a-4/methodology.json", 1 << 20),
                        StandardCharsets.UTF_8);
        assertThat(methodology).contains("\"viewers_n\" : 31");
    }

    /** Behind a heatmap, live figures of the same ad would else be written one after another. */
    @Test
    void figuresThatNewerOnesWaitToReplaceAreNotWritten() throws Exception {
        AdReport first = report("a-10", ad, 12).withoutHeatmap();

        List<AdExported> exported =
                export(OUTPUT, report("a-9", ad, 12), first, later(report("a-10", ad, 31)));

        assertThat(exported)
                .extracting(AdExported::adId, AdExported::viewers)
                .containsExactly(tuple("a-9", 12), tuple("a-10", 31));
        assertThat(metrics.gauged("exports_in_flight")).containsExactly(0);
    }

    @Test
    void aHeatmapOfBeforeAWithdrawalIsNotWritten() throws Exception {
        List<AdExported> exported =
                export(
                        OUTPUT,
                        report("a-11", ad, 12),
                        report("a-12", ad, 31),
                        later(report("a-12", ad, 30)).followingWithdrawal());

        assertThat(exported)
                .extracting(AdExported::adId, AdExported::viewers)
                .containsExactly(tuple("a-11", 12), tuple("a-12", 30));
        assertThat(store.head(OUTPUT + "/exports/ad=id-a-12/heatmap.mp4")).isEmpty();
        assertThat(metrics.gauged("exports_in_flight")).containsExactly(0);
    }

    /** Each heatmap that has come due is drawn, as long as nobody withdraws. */
    @Test
    void aHeatmapIsWrittenAlthoughNewerFiguresWait() throws Exception {
        List<AdExported> exported =
                export(
                        OUTPUT,
                        report("a-13", ad, 12),
                        report("a-14", ad, 30),
                        later(report("a-14", ad, 31)));

        assertThat(exported)
                .extracting(AdExported::adId, AdExported::viewers)
                .containsExactly(tuple("a-13", 12), tuple("a-14", 30), tuple("a-14", 31));
        assertThat(store.head(OUTPUT + "/exports/ad=id-a-14/heatmap.mp4")).isPresent();
    }

    private static AdReport later(AdReport report) {
        return new AdReport(
                report.adId(),
                report.dt(),
                report.ad(),
                report.adDurationMs(),
                report.asOf().plusSeconds(60),
                report.sample(),
                report.summary(),
                report.seconds(),
                report.segments(),
                false,
                AdGaze.NONE,
                false);
    }

    @Test
    void whatNobodyForesawLeavesOneAdOut() throws Exception {
        ObjectRef nowhere = new ObjectRef("nowhere://bucket/ads/ad.mp4", "1", 1);

        List<AdExported> exported =
                export(OUTPUT, report("a-7", nowhere, 12), report("a-8", ad, 12));

        assertThat(exported)
                .containsExactly(new AdExported("a-8", 12, 25, OUTPUT + "/exports/ad=id-a-8"));
        assertThat(metrics.counted("export_failures")).isEqualTo(1);
        assertThat(metrics.counted("exports_written")).isEqualTo(1);
    }

    @Test
    void anOutputThatCannotBeWrittenFailsTheJobAndIsNamed() {
        assertThatThrownBy(() -> export("s3://no-such-bucket/out", report("a-5", ad, 12)))
                .satisfies(
                        thrown ->
                                assertThat(ExceptionUtils.stringifyException(thrown))
                                        .contains("Exporting ad a-5 to s3://no-such-bucket/out")
                                        .contains("last checkpoint"));
        assertThat(metrics.counted("export_failures")).isEqualTo(1);
        assertThat(metrics.counted("exports_written")).isZero();
    }

    private static AdReport report(String adId, ObjectRef film, int viewers) {
        return Reports.ofAd(
                adId,
                film,
                "2026-11-22",
                1,
                GazeTracks.times(viewers, GazeTracks.at(0.5, 0.5, 1)),
                10);
    }

    private List<AdExported> export(String output, AdReport... reports) throws Exception {
        Configuration conf = Configuration.fromMap(s3.properties());
        conf.set(PipelineOptions.GENERIC_TYPES, false);
        conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        metrics.listenTo(conf);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, conf);
        var source =
                env.fromData(TypeInformation.of(AdReport.class), reports)
                        .name("reports")
                        .uid("reports");
        List<AdExported> exported = new ArrayList<>();
        CloseableIterator<AdExported> results =
                AdExportFunction.export(source, output, VideoLimits.DEFAULT.maxSidePx())
                        .uid("exports")
                        .executeAndCollect();
        results.forEachRemaining(exported::add);
        results.close();
        return exported;
    }
}
