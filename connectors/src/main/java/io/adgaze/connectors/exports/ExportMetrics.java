package io.adgaze.connectors.exports;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/**
 * What the exports report.
 *
 * @param inFlight ads under way or waiting
 * @param written ads whose exports were written
 * @param withoutHeatmap those of them whose video could not be drawn on
 * @param failures ads whose exports could not be written; each restarts the job
 * @param exportMs how long an ad takes, from its report to its last object
 * @param renderMs how long its heatmap alone takes
 */
record ExportMetrics(
        AtomicInteger inFlight,
        Counter written,
        Counter withoutHeatmap,
        Counter failures,
        Histogram exportMs,
        Histogram renderMs) {

    static ExportMetrics register(ConnectorMetrics metrics) {
        return new ExportMetrics(
                metrics.level("exports_in_flight"),
                metrics.counter("exports_written"),
                metrics.counter("exports_without_heatmap"),
                metrics.counter("export_failures"),
                metrics.millis("export_ms"),
                metrics.millis("heatmap_render_ms"));
    }
}
