package io.adgaze.operators.ads.sums;

import io.adgaze.records.ExpressionProbabilities;
import org.jspecify.annotations.Nullable;

/**
 * An ad second's sums, for each {@link Segment}: viewers, of each {@link SecondMeasure} how many
 * have it, its sum and its sum of squares, and viewers by dominant expression. Not safe for use by
 * several threads.
 */
public final class SecondSums {

    private static final SecondMeasure[] MEASURES = SecondMeasure.values();
    private static final int EXPRESSIONS = ExpressionProbabilities.NAMES.size();

    /** Viewers, then the measures, then the expressions. */
    private static final int FIRST_MEASURE = 1;

    private static final int FIRST_EXPRESSION = FIRST_MEASURE + MEASURES.length * MeasureSums.SIZE;
    private static final int SIZE = FIRST_EXPRESSION + EXPRESSIONS;

    private final long[] sums = new long[Segment.values().length * SIZE];

    /**
     * Adds a viewer's second.
     *
     * @param index the second's among those of the contribution
     * @param sign 1, or -1 to take the viewer out
     */
    void add(Contribution viewer, int index, int sign) {
        for (byte segment : viewer.segments()) {
            int from = segment * SIZE;
            sums[from] += sign;
            for (int m = 0; m < MEASURES.length; m++) {
                int value = viewer.secondMeasures()[index * MEASURES.length + m];
                MeasureSums.add(sums, from + FIRST_MEASURE + m * MeasureSums.SIZE, value, sign);
            }
            if (viewer.dominant()[index] >= 0) {
                sums[from + FIRST_EXPRESSION + viewer.dominant()[index]] += sign;
            }
        }
    }

    void add(byte[] written) {
        SparseSums.add(written, sums);
    }

    byte[] written() {
        return SparseSums.encode(sums);
    }

    public long viewersN(Segment segment) {
        return sums[segment.ordinal() * SIZE];
    }

    /** How many viewers have the measure, and what they sum up to. */
    public MeasureSums of(Segment segment, SecondMeasure measure) {
        return MeasureSums.at(
                sums,
                segment.ordinal() * SIZE + FIRST_MEASURE + measure.ordinal() * MeasureSums.SIZE);
    }

    /** Viewers whose dominant expression is that of this index. */
    public long dominantN(Segment segment, int expression) {
        return sums[segment.ordinal() * SIZE + FIRST_EXPRESSION + expression];
    }

    /** Viewers who have a dominant expression. */
    public long dominantN(Segment segment) {
        long n = 0;
        for (int expression = 0; expression < EXPRESSIONS; expression++) {
            n += dominantN(segment, expression);
        }
        return n;
    }

    /** An expression's index; -1 without one. */
    static int expressionOf(@Nullable String name) {
        return name == null ? -1 : ExpressionProbabilities.NAMES.indexOf(name);
    }
}
