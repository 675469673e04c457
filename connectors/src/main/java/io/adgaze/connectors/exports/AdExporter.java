package io.adgaze.connectors.exports;

import io.adgaze.connectors.UnplayableAd;
import io.adgaze.connectors.tables.ParquetTable;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSecond;
import io.adgaze.records.AdSegmentSecond;
import io.adgaze.records.AdSummary;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.reports.AdReportFiles;
import io.adgaze.reports.HeatmapOutcome;
import io.adgaze.reports.heatmap.Heatmap;
import io.adgaze.reports.heatmap.HeatmapRenderer;
import io.adgaze.storage.ObjectChangedException;
import io.adgaze.storage.ObjectStore;
import io.adgaze.video.UnreadableVideoException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Writes an ad's exports and its partitions of the tables of ads. */
final class AdExporter {

    private static final String HEATMAP = "heatmap.mp4";
    private static final String PARQUET = "ad_seconds.parquet";
    private static final String SEGMENTS = "ad_segment_seconds.parquet";
    private static final String SUMMARY = "ads.parquet";

    /** Far above what a methodology has. */
    private static final int METHODOLOGY_BYTES = 1 << 20;

    /** With less than this left, a failure is taken for the disk's. */
    private static final long FULL_DISK_BYTES = 1 << 20;

    private final ObjectStore store;
    private final OutputLayout output;
    private final Path workFolder;
    private final HeatmapRenderer renderer;
    private final LongConsumer renderMs;

    /**
     * @param outputUri where tables and exports go
     * @param workFolder a local folder for files on their way
     * @param renderer renders the heatmaps
     * @param renderMs told how long each heatmap took
     */
    AdExporter(
            ObjectStore store,
            String outputUri,
            Path workFolder,
            HeatmapRenderer renderer,
            LongConsumer renderMs) {
        this.store = store;
        this.output = new OutputLayout(outputUri);
        this.workFolder = workFolder;
        this.renderer = renderer;
        this.renderMs = renderMs;
    }

    /**
     * Writes everything anew. An export that is cut short is done again whole.
     *
     * @param isOutdated asked when the heatmap has been rendered, which takes long
     * @return what was written; empty where nothing was, since the report is outdated
     * @throws IOException when the output cannot be written or the ad's storage fails; an ad that
     *     is broken or gone only lacks its heatmap
     */
    Optional<AdExported> export(AdReport report, BooleanSupplier isOutdated) throws IOException {
        try (WorkFolder folder = WorkFolder.in(workFolder)) {
            return exportFrom(folder.path(), report, isOutdated);
        }
    }

    /** Looks at the disk before the folder, which may have filled it, is deleted. */
    private Optional<AdExported> exportFrom(
            Path folder, AdReport report, BooleanSupplier isOutdated) throws IOException {
        try {
            HeatmapOutcome heatmap = heatmap(report, folder);
            return isOutdated.getAsBoolean()
                    ? Optional.empty()
                    : Optional.of(write(report, heatmap, folder));
        } catch (IOException e) {
            throw Files.getFileStore(folder).getUsableSpace() < FULL_DISK_BYTES ? fullDisk(e) : e;
        }
    }

    private IOException fullDisk(IOException failure) {
        return new IOException(
                ("the disk of %s (io.tmp.dirs), where exports are made, is full. Free some space, or"
                                + " point io.tmp.dirs to a larger disk: an export takes about twice"
                                + " its ad's size")
                        .formatted(workFolder),
                failure);
    }

    private HeatmapOutcome heatmap(AdReport report, Path folder) throws IOException {
        return report.drawsHeatmap()
                ? renderHeatmap(report, folder.resolve(HEATMAP))
                : formerHeatmap(report, output.exports(report.adId()));
    }

    private AdExported write(AdReport report, HeatmapOutcome heatmap, Path folder)
            throws IOException {
        String exports = output.exports(report.adId());
        writeTables(report, folder);
        List<String> files = AdReportFiles.write(folder, report, heatmap);
        if (report.drawsHeatmap()) {
            putHeatmap(exports, heatmap, folder);
        }
        store.write(exports + "/" + PARQUET, folder.resolve(PARQUET));
        for (String file : files) {
            store.write(exports + "/" + file, folder.resolve(file));
        }
        return new AdExported(
                report.adId(), report.sample().sessionsN(), heatmap.frames(), exports);
    }

    /** The rows of the tables, each whole. */
    private void writeTables(AdReport report, Path folder) throws IOException {
        ParquetTable.write(
                folder.resolve(PARQUET), OutputLayout.AD_SECONDS, AdSecond.class, report.seconds());
        ParquetTable.write(
                folder.resolve(SEGMENTS),
                OutputLayout.AD_SEGMENT_SECONDS,
                AdSegmentSecond.class,
                report.segments());
        ParquetTable.write(
                folder.resolve(SUMMARY),
                OutputLayout.ADS,
                AdSummary.class,
                List.of(report.summary()));
        store.write(object(OutputLayout.AD_SECONDS, report), folder.resolve(PARQUET));
        store.write(object(OutputLayout.AD_SEGMENT_SECONDS, report), folder.resolve(SEGMENTS));
        store.write(object(OutputLayout.ADS, report), folder.resolve(SUMMARY));
    }

    private String object(String table, AdReport report) {
        return output.adObject(table, report.dt(), report.adId());
    }

    /** That of the last report whose heatmap was drawn. */
    private HeatmapOutcome formerHeatmap(AdReport report, String exports) throws IOException {
        try {
            String methodology = exports + "/" + AdReportFiles.METHODOLOGY;
            return AdReportFiles.heatmapOf(store.read(methodology, METHODOLOGY_BYTES))
                    .orElseGet(() -> notYetDrawn(report));
        } catch (NoSuchFileException e) {
            return notYetDrawn(report);
        }
    }

    private static HeatmapOutcome notYetDrawn(AdReport report) {
        return missing(report, "it has not been drawn yet, and is when the ad has settled.");
    }

    private static HeatmapOutcome missing(AdReport report, String because) {
        return new HeatmapOutcome(null, because, report.asOf(), report.sample().sessionsN());
    }

    private HeatmapOutcome renderHeatmap(AdReport report, Path target) throws IOException {
        if (report.sample().sessionsN() == 0) {
            return missing(report, "nobody is left whose gaze it could show.");
        }
        long start = System.nanoTime();
        try (SeekableByteChannel ad = store.open(report.ad())) {
            Heatmap heatmap =
                    renderer.render(ad, report.density(), report.sample().minViewers(), target);
            renderMs.accept(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
            return new HeatmapOutcome(heatmap, null, report.asOf(), report.sample().sessionsN());
        } catch (UnreadableVideoException e) {
            return missing(
                    report,
                    "the ad's video cannot be decoded: "
                            + UnplayableAd.describe(e)
                            + ". Upload a video that plays, under a new ad id.");
        } catch (ObjectChangedException | NoSuchFileException e) {
            return missing(
                    report,
                    "the ad's video was replaced or deleted after its sessions had been recorded."
                            + " Upload a changed ad under a new ad id.");
        }
    }

    private void putHeatmap(String exports, HeatmapOutcome heatmap, Path folder)
            throws IOException {
        String uri = exports + "/" + HEATMAP;
        if (heatmap.heatmap() == null) {
            store.delete(uri);
            return;
        }
        store.write(uri, folder.resolve(HEATMAP));
    }

    /** A local folder for the files of one export, deleted with them. */
    private record WorkFolder(Path path) implements AutoCloseable {

        static WorkFolder in(Path parent) throws IOException {
            return new WorkFolder(Files.createTempDirectory(parent, "adgaze-export-"));
        }

        @Override
        public void close() throws IOException {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(path);
        }
    }
}
