package io.adgaze.connectors.exports;

import static java.util.Objects.requireNonNull;

import io.adgaze.connectors.async.AsyncWorkers;
import io.adgaze.connectors.exports.PendingReports.Pending;
import io.adgaze.connectors.metrics.ConnectorMetrics;
import io.adgaze.records.AdReport;
import io.adgaze.reports.heatmap.HeatmapRenderer;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.taskmanager.TaskManagerRuntimeInfo;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.util.IOUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the exports of each report of an ad, off the task thread.
 *
 * <p>A subtask exports one report at a time, in the order in which they come, so that two reports
 * of one ad never race where both come from one upstream subtask. What is under way at a checkpoint
 * is exported again after a restart; every object is overwritten whole, so that does no harm.
 */
public final class AdExportFunction extends RichAsyncFunction<AdReport, AdExported> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdExportFunction.class);

    /**
     * Ads under way or waiting, per subtask. A full queue would hold up checkpoints until an ad is
     * rendered, and the reports are in memory either way.
     */
    private static final int CAPACITY = 1000;

    /** Above what the longest ads take; reached only when rendering hangs. */
    private static final Duration TIMEOUT = Duration.ofHours(12);

    private final String outputUri;
    private final int maxAdSidePx;

    private transient @Nullable TaskManagerRuntimeInfo taskManager;
    private transient ObjectStore store;
    private transient AdExporter exporter;
    private transient AsyncWorkers thread;
    private transient ExportMetrics metrics;
    private transient PendingReports pendingReports;

    private AdExportFunction(String outputUri, int maxAdSidePx) {
        this.outputUri = outputUri;
        this.maxAdSidePx = maxAdSidePx;
    }

    /**
     * Exports each ad of {@code reports} to {@code <outputUri>/exports/ad=id-<ad_id>} and {@code
     * <outputUri>/ad_seconds}.
     *
     * @param maxAdSidePx an ad whose video has a longer side lacks its heatmap
     */
    public static SingleOutputStreamOperator<AdExported> export(
            DataStream<AdReport> reports, String outputUri, int maxAdSidePx) {
        return reports.transform(
                "ad-exports",
                TypeInformation.of(AdExported.class),
                new Factory(new AdExportFunction(outputUri, maxAdSidePx)));
    }

    @Override
    public void open(OpenContext context) {
        TaskManagerRuntimeInfo info = requireNonNull(taskManager); // Given by the factory.
        store = ObjectStores.of(S3Settings.of(info.getConfiguration().toMap()));
        metrics =
                ExportMetrics.register(new ConnectorMetrics(getRuntimeContext().getMetricGroup()));
        exporter =
                new AdExporter(
                        store,
                        outputUri,
                        Path.of(info.getTmpDirectories()[0]),
                        new HeatmapRenderer(VideoLimits.DEFAULT.withMaxSidePx(maxAdSidePx)),
                        metrics.renderMs()::update);
        thread = new AsyncWorkers("ad-exports", 1);
        pendingReports = new PendingReports();
    }

    @Override
    public void asyncInvoke(AdReport report, ResultFuture<AdExported> result) {
        if (isOfAnEarlierRelease(report)) {
            result.complete(List.of());
            return;
        }
        metrics.inFlight().incrementAndGet();
        Pending pending = pendingReports.add(report);
        thread.submit(() -> exportUnlessOutdated(pending), result);
    }

    /**
     * One that was under way at a savepoint of before 0.2.0 lacks what came to be since. All of its
     * sessions are taken over, so that another report of the ad follows.
     */
    private static boolean isOfAnEarlierRelease(AdReport report) {
        return report.asOf() == null;
    }

    @Override
    public void timeout(AdReport report, ResultFuture<AdExported> result) {
        result.completeExceptionally(
                new IOException(
                        ("The exports of ad %s are not done after %d hours: its video or the"
                                        + " storage hangs. Mend the storage, or remove the ad; the"
                                        + " job then goes on from its last checkpoint.")
                                .formatted(report.adId(), TIMEOUT.toHours())));
    }

    @Override
    public void close() throws Exception {
        IOUtils.closeAll(thread, store);
    }

    private List<AdExported> exportUnlessOutdated(Pending pending) throws IOException {
        try {
            return pending.isOutdated() ? List.of() : export(pending);
        } finally {
            pendingReports.remove(pending);
            metrics.inFlight().decrementAndGet();
        }
    }

    private List<AdExported> export(Pending pending) throws IOException {
        AdReport report = pending.report();
        long start = System.nanoTime();
        try {
            Optional<AdExported> exported = exporter.export(report, pending::isOutdated);
            exported.ifPresent(it -> report(report, it, start));
            return exported.stream().toList();
        } catch (IOException | UncheckedIOException | Error e) {
            metrics.failures().inc();
            throw new IOException(
                    ("Exporting ad %s to %s failed. Mend the cause; the job then goes on from"
                                    + " its last checkpoint and exports the ad again: %s")
                            .formatted(report.adId(), outputUri, e.getMessage()),
                    e);
        } catch (RuntimeException e) {
            leaveOut(report, e);
            return List.of();
        }
    }

    /**
     * Storage and disk fail with an IOException, which the job must see. All else comes from what
     * this one ad is, would come again after every restart, and must not hold up the other ads.
     */
    private void leaveOut(AdReport report, RuntimeException why) {
        metrics.failures().inc();
        LOG.error(
                "The exports of ad {} were not written to {}, those of other ads are: {}. Report this"
                        + " with the stack trace; upload the ad anew, under a new ad id, to go on"
                        + " without it",
                report.adId(),
                outputUri,
                why.toString(),
                why);
    }

    private void report(AdReport report, AdExported exported, long start) {
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        metrics.exportMs().update(tookMs);
        metrics.written().inc();
        if (report.drawsHeatmap() && exported.heatmapFrames() == 0) {
            metrics.withoutHeatmap().inc();
        }
        LOG.info(
                "Exported ad {} to {}: {} viewers, {} heatmap frames, in {} ms",
                exported.adId(),
                exported.exportUri(),
                exported.viewers(),
                exported.heatmapFrames(),
                tookMs);
    }

    /** Hands the function what an async function cannot ask for: the TaskManager's own settings. */
    private static final class Factory extends AsyncWaitOperatorFactory<AdReport, AdExported> {

        private static final long serialVersionUID = 1L;

        private final AdExportFunction function;

        Factory(AdExportFunction function) {
            super(function, TIMEOUT.toMillis(), CAPACITY, AsyncDataStream.OutputMode.ORDERED);
            this.function = function;
        }

        @SuppressWarnings("TypeParameterUnusedInFormals") // Flink's own signature.
        @Override
        public <T extends StreamOperator<AdExported>> T createStreamOperator(
                StreamOperatorParameters<AdExported> parameters) {
            function.taskManager =
                    parameters.getContainingTask().getEnvironment().getTaskManagerInfo();
            return super.createStreamOperator(parameters);
        }
    }
}
