package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/**
 * What the manifest loader reports.
 *
 * @param store of reading them
 * @param loaded manifests that became a session or a rejection
 * @param latencyMs how long a manifest takes, with the looks at the objects that it names
 */
record ManifestMetrics(LoaderMetrics store, Counter loaded, Histogram latencyMs) {

    static ManifestMetrics register(ConnectorMetrics metrics) {
        return new ManifestMetrics(
                new LoaderMetrics(
                        metrics.level("manifests_loading"), metrics.counter("manifest_failures")),
                metrics.counter("manifests_loaded"),
                metrics.millis("manifest_latency_ms"));
    }
}
