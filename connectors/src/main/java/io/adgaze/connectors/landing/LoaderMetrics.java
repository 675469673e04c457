package io.adgaze.connectors.landing;

import io.adgaze.connectors.metrics.ConnectorMetrics;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;

/**
 * What the manifest loader reports.
 *
 * @param loading manifests handed over and not yet read, those between two attempts left out
 * @param loaded manifests that became a session or a rejection
 * @param failures attempts that the store failed
 * @param latencyMs how long a manifest takes, with the looks at the objects that it names
 */
record LoaderMetrics(AtomicInteger loading, Counter loaded, Counter failures, Histogram latencyMs) {

    static LoaderMetrics register(ConnectorMetrics metrics) {
        return new LoaderMetrics(
                metrics.level("manifests_loading"),
                metrics.counter("manifests_loaded"),
                metrics.counter("manifest_failures"),
                metrics.millis("manifest_latency_ms"));
    }
}
