package io.adgaze.reports;

import java.util.ArrayList;
import java.util.List;

/**
 * The values that a chart spans.
 *
 * @param ticks where its lines lie, from the lowest value to the highest
 */
record Axis(List<Double> ticks) {

    private static final double[] ENDS = {0.1, 0.2, 0.5, 1};

    /** 0 to 1. */
    static Axis whole() {
        return new Axis(List.of(0.0, 0.25, 0.5, 0.75, 1.0));
    }

    /** From 0 to the first round value that takes in {@code extent}. */
    static Axis from0(double extent) {
        double end = end(extent);
        return new Axis(List.of(0.0, end / 2, end));
    }

    /** As far below 0 as above it. */
    static Axis around0(double extent) {
        double end = end(extent);
        return new Axis(List.of(-end, -end / 2, 0.0, end / 2, end));
    }

    /** Seconds at which an ad's time is labelled: at most a dozen. */
    static List<Integer> secondTicks(int seconds) {
        int step = 1;
        for (int candidate : new int[] {1, 2, 5, 10, 15, 30, 60, 120, 300, 600}) {
            step = candidate;
            if (seconds / candidate <= 12) {
                break;
            }
        }
        List<Integer> ticks = new ArrayList<>();
        for (int second = 0; second <= seconds; second += step) {
            ticks.add(second);
        }
        return ticks;
    }

    double low() {
        return ticks.get(0);
    }

    double high() {
        return ticks.get(ticks.size() - 1);
    }

    private static double end(double extent) {
        for (double end : ENDS) {
            if (extent <= end) {
                return end;
            }
        }
        return 1;
    }
}
