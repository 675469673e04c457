package io.adgaze.operators.metrics;

import org.apache.flink.metrics.MetricGroup;

/** Where Adgaze's own metrics are found. */
public final class AdgazeMetrics {

    private static final String GROUP = "adgaze";

    private AdgazeMetrics() {}

    /** Adgaze's own group among the metrics of an operator. */
    public static MetricGroup of(MetricGroup operator) {
        return operator.addGroup(GROUP);
    }

    /** How long a network takes for a frame: {@code latency_ms}, labelled with the network. */
    public static LatencyHistogram modelLatency(MetricGroup operator, String model) {
        return LatencyHistogram.register(of(operator).addGroup("model", model), "latency_ms");
    }
}
