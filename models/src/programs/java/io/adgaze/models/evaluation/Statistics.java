package io.adgaze.models.evaluation;

import java.util.Arrays;
import java.util.Random;

/** Means, medians and their uncertainty. */
final class Statistics {

    /** Resamples of a bootstrap, and the seed of their choice. */
    private static final int RESAMPLES = 2000;

    private static final long SEED = 20261122;

    private Statistics() {}

    /** The bounds between which 95 % of the resampled means lie. */
    record Interval(double low, double high) {

        /** As "8.1 to 12.9". */
        String words() {
            return Markdown.number(low, 1) + " to " + Markdown.number(high, 1);
        }
    }

    /** The mean; NaN of nothing. */
    static double mean(double... values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** The value below which {@code share} of all lie; NaN of nothing. */
    static double quantile(double share, double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
    }

    /** The median, of an even count the mean of the middle two; NaN of nothing. */
    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }

    /** Percentile bootstrap of the mean (Efron 1979): the same values give the same bounds. */
    static Interval bootstrap(double... values) {
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum += values[random.nextInt(values.length)];
            }
            means[i] = sum / values.length;
        }
        return new Interval(quantile(0.025, means), quantile(0.975, means));
    }

    /** Pearson's correlation; NaN where either never changes. */
    static double correlation(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double products = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            products += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }
        return products / Math.sqrt(squaresA * squaresB);
    }
}
