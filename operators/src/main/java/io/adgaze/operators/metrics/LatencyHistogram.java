package io.adgaze.operators.metrics;

import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** How long a step takes: takes nanoseconds, reports milliseconds. */
public final class LatencyHistogram implements LongConsumer {

    private static final double NANOS_PER_MILLI = 1e6;

    /** Half a minute's frames. */
    private static final int WINDOW = 1000;

    private final Histogram histogram;

    private LatencyHistogram(Histogram histogram) {
        this.histogram = histogram;
    }

    /** Registers one in {@code group}, under a name that ends in {@code _ms}. */
    public static LatencyHistogram register(MetricGroup group, String name) {
        return new LatencyHistogram(
                group.histogram(name, new FractionHistogram(WINDOW, NANOS_PER_MILLI)));
    }

    /** A step took {@code nanos}. */
    @Override
    public void accept(long nanos) {
        histogram.update(nanos);
    }

    /** Takes a step and its time; one that throws does not count. */
    public <T> T time(Supplier<T> step) {
        long start = System.nanoTime();
        T result = step.get();
        accept(System.nanoTime() - start);
        return result;
    }
}
