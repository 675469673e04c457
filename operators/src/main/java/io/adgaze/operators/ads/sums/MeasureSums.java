package io.adgaze.operators.ads.sums;

import java.math.BigInteger;

/**
 * A measure over viewers, in fixed point.
 *
 * @param n viewers who have it
 * @param sum of their values
 * @param squares sum of the values' squares
 */
public record MeasureSums(long n, long sum, long squares) {

    static final int SIZE = 3;

    static MeasureSums at(long[] sums, int place) {
        return new MeasureSums(sums[place], sums[place + 1], sums[place + 2]);
    }

    /**
     * Adds a viewer's value, unless it is {@link FixedPoint#MISSING}.
     *
     * @param sign 1, or -1 to take it out
     */
    static void add(long[] sums, int place, int value, int sign) {
        if (value == FixedPoint.MISSING) {
            return;
        }
        sums[place] += sign;
        sums[place + 1] += (long) sign * value;
        sums[place + 2] += sign * (long) value * value;
    }

    /** The values' mean, in integers of the fixed point. */
    public double mean() {
        return (double) sum / n;
    }

    /**
     * Sum of the squared distances from the mean, in squares of the fixed point's integers. The
     * difference that it is of is exact, so that nothing cancels.
     */
    public double squaredDistances() {
        BigInteger ofSum = BigInteger.valueOf(sum).pow(2);
        return BigInteger.valueOf(squares)
                        .multiply(BigInteger.valueOf(n))
                        .subtract(ofSum)
                        .doubleValue()
                / n;
    }
}
