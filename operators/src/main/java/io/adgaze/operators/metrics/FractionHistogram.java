package io.adgaze.operators.metrics;

import java.util.Arrays;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.HistogramStatistics;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogramStatistics;

/**
 * A histogram of the latest values that keeps their fractions. Flink's take whole numbers alone:
 * this one takes them in a finer unit than the one in which it reports.
 */
public final class FractionHistogram implements Histogram {

    private final Histogram fine;
    private final double finePerReported;

    /**
     * @param window how many values back it looks
     * @param finePerReported how many of the unit that it takes make one of the unit that it
     *     reports
     */
    public FractionHistogram(int window, double finePerReported) {
        this.fine = new DescriptiveStatisticsHistogram(window);
        this.finePerReported = finePerReported;
    }

    @Override
    public void update(long value) {
        fine.update(value);
    }

    @Override
    public long getCount() {
        return fine.getCount();
    }

    @Override
    public HistogramStatistics getStatistics() {
        long[] values = fine.getStatistics().getValues();
        return new DescriptiveStatisticsHistogramStatistics(
                Arrays.stream(values).mapToDouble(value -> value / finePerReported).toArray());
    }
}
