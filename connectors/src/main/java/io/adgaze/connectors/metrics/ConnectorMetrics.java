package io.adgaze.connectors.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Registers metrics in Adgaze's own group of an operator; any thread may update them. */
public final class ConnectorMetrics {

    private static final String GROUP = "adgaze";

    /** Values that a histogram is taken over: the last so many. */
    private static final int WINDOW = 1000;

    private final MetricGroup group;

    public ConnectorMetrics(MetricGroup operator) {
        group = operator.addGroup(GROUP);
    }

    /** A counter, from 0 on. */
    public Counter counter(String name) {
        return group.counter(name, new ThreadSafeSimpleCounter());
    }

    /** A histogram of milliseconds, under a name that ends in {@code _ms}. */
    public Histogram millis(String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
    }

    /** A number that goes up and down, from 0 on. */
    public AtomicInteger level(String name) {
        AtomicInteger level = new AtomicInteger();
        group.gauge(name, (Gauge<Integer>) level::get);
        return level;
    }
}
