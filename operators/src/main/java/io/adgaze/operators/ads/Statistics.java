package io.adgaze.operators.ads;

import io.adgaze.records.Estimate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Statistics over viewers in which null, and what is not finite, is "not measured" and left out.
 */
final class Statistics {

    private static final double CONFIDENCE = 0.95;

    private Statistics() {}

    /** Mean with its 95 % confidence interval by Student's t. */
    static Estimate estimate(List<Float> perViewer) {
        double[] values = measured(perViewer);
        int n = values.length;
        if (n == 0) {
            return new Estimate(0, null, null, null);
        }
        double mean = Mean.of(values).getAsDouble();
        if (n == 1) {
            return new Estimate(1, (float) mean, null, null);
        }
        double standardError = Math.sqrt(Variance.of(values).getAsDouble() / n);
        double t = TDistribution.of(n - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return new Estimate(
                n,
                (float) mean,
                (float) (mean - t * standardError),
                (float) (mean + t * standardError));
    }

    /** Likewise of the values within a range. */
    static Estimate estimateAmong(float least, float most, List<Float> perViewer) {
        return estimate(
                perViewer.stream()
                        .filter(value -> value != null && isBetween(least, value, most))
                        .toList());
    }

    /** NaN lies nowhere. */
    private static boolean isBetween(float least, float value, float most) {
        return value >= least && value <= most;
    }

    /** Likewise of a figure that lies within a range, as its mean's bounds then do. */
    static Estimate estimateWithin(float least, float most, List<Float> perViewer) {
        Estimate free = estimateAmong(least, most, perViewer);
        if (free.ci95Low() == null || free.ci95High() == null) {
            return free;
        }
        return new Estimate(
                free.n(),
                free.mean(),
                Math.max(least, free.ci95Low()),
                Math.min(most, free.ci95High()));
    }

    /** Null when nothing was measured. */
    static @Nullable Float median(List<Float> perViewer) {
        double[] values = measured(perViewer);
        return values.length == 0 ? null : (float) Median.withDefaults().evaluate(values);
    }

    /** Root mean square distance of points from their mean; null without points. */
    static @Nullable Float dispersion(List<Float> x, List<Float> y) {
        double[] xs = measured(x);
        double[] ys = measured(y);
        if (xs.length == 0) {
            return null;
        }
        return (float) Math.sqrt(meanSquare(xs) + meanSquare(ys));
    }

    private static double meanSquare(double[] values) {
        double mean = Mean.of(values).getAsDouble();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    }

    private static double[] measured(List<Float> values) {
        return values.stream()
                .filter(Objects::nonNull)
                .filter(Float::isFinite)
                .mapToDouble(Float::doubleValue)
                .toArray();
    }
}
