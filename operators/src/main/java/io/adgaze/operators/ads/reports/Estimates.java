package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.FixedPoint;
import io.adgaze.operators.ads.sums.MeasureSums;
import io.adgaze.records.Estimate;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.statistics.distribution.TDistribution;

/** Means with their 95 % confidence intervals by Student's t, from sums. */
final class Estimates {

    private static final double CONFIDENCE = 0.95;

    /** Many figures of a report rest on equally many viewers; another has its own. */
    private final Map<Long, Double> quantiles = new HashMap<>();

    /** Of viewers' values; a mean that lies within the figure's range has bounds that do. */
    Estimate of(MeasureSums values, FixedPoint fixedPoint) {
        long n = values.n();
        if (n == 0) {
            return new Estimate(0, null, null, null);
        }
        double mean = values.mean();
        if (n == 1) {
            return new Estimate(1, figure(mean, fixedPoint), null, null);
        }
        double variance = values.squaredDistances() / (n - 1);
        double reach = quantile(n) * Math.sqrt(variance / n);
        float low = figure(mean - reach, fixedPoint);
        float high = figure(mean + reach, fixedPoint);
        return new Estimate(
                Math.toIntExact(n),
                figure(mean, fixedPoint),
                fixedPoint.bounded() ? Math.max(fixedPoint.least(), low) : low,
                fixedPoint.bounded() ? Math.min(fixedPoint.most(), high) : high);
    }

    private static float figure(double integers, FixedPoint fixedPoint) {
        return (float) (integers / fixedPoint.scale());
    }

    private double quantile(long n) {
        return quantiles.computeIfAbsent(
                n,
                ofN ->
                        TDistribution.of(ofN - 1)
                                .inverseCumulativeProbability((1 + CONFIDENCE) / 2));
    }
}
