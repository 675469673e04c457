package io.adgaze.operators.ads.sums;

import org.jspecify.annotations.Nullable;

/**
 * A figure's range and scale as an integer. Whatever the range, the integer's size is at most
 * {@code 2^20}, its square at most {@code 2^40}; so sums of squares of {@value #MOST_VIEWERS}
 * viewers fit into a long.
 *
 * @param least the least value that is a measurement
 * @param most the greatest one
 * @param bounded whether the bounds of a mean end where the figure does
 * @param scale integers per unit
 */
public record FixedPoint(float least, float most, boolean bounded, int scale) {

    /** Viewers that an ad may have: {@code 2^23 - 1}. */
    public static final int MOST_VIEWERS = (1 << 23) - 1;

    /** In place of what was not measured. */
    static final int MISSING = Integer.MIN_VALUE;

    private static final int MOST = 1 << 20;

    /** Decimal, so that what was written with a few digits is exact. */
    private static final int[] SCALES = {
        1, 10, 20, 50, 100, 200, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000
    };

    /** A figure whose mean's bounds may lie beyond the figure's own. */
    static FixedPoint among(float least, float most) {
        return of(least, most, false);
    }

    /** A figure that lies within a range, as its mean's bounds then do. */
    static FixedPoint within(float least, float most) {
        return of(least, most, true);
    }

    private static FixedPoint of(float least, float most, boolean bounded) {
        double size = Math.max(Math.abs(least), Math.abs(most));
        int scale = 1;
        for (int decimal : SCALES) {
            scale = decimal * size <= MOST ? Math.max(scale, decimal) : scale;
        }
        return new FixedPoint(least, most, bounded, scale);
    }

    /** The value, or {@link #MISSING} where it is none, or lies outside its range, as NaN does. */
    int of(@Nullable Float value) {
        if (value == null || !(value >= least && value <= most)) {
            return MISSING;
        }
        return (int) Math.round((double) value * scale);
    }
}
