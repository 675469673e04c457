package io.adgaze.capture.browser;

import java.util.List;

/** How far off measured times are, in ms. */
record Errors(List<Double> ms) {

    /** Of the absolute values. */
    double median() {
        return quantile(0.5);
    }

    /** Of the absolute values. */
    double p95() {
        return quantile(0.95);
    }

    private double quantile(double share) {
        double[] sorted = ms.stream().mapToDouble(Math::abs).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    @Override
    public String toString() {
        return "%d times: off by %.0f ms at the median, %.0f ms at the 95th percentile"
                .formatted(ms.size(), median(), p95());
    }
}
