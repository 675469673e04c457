package io.adgaze.operators.ads.sums;

import io.adgaze.records.density.ViewerGaze;

/**
 * An ad's sums over whole sessions: viewers, by {@link Segment} as well, of each {@link
 * SessionMeasure} how many have it, its sum and its sum of squares, and viewers by gaze error. Not
 * safe for use by several threads.
 */
public final class ViewerSums {

    private static final SessionMeasure[] MEASURES = SessionMeasure.values();

    private static final int USABLE = 0;
    private static final int COMPLETED = 1;
    private static final int FIRST_SEGMENT = 2;
    private static final int FIRST_MEASURE = FIRST_SEGMENT + Segment.values().length;
    private static final int FIRST_ERROR = FIRST_MEASURE + MEASURES.length * MeasureSums.SIZE;

    /** Steps of the histogram a width of the ad's picture. */
    private static final int ERROR_STEPS = 1000;

    /** The largest error that counts is ten widths. */
    private static final int ERRORS = 10 * ERROR_STEPS + 1;

    private final long[] sums = new long[FIRST_ERROR + ERRORS];

    /**
     * Adds a viewer.
     *
     * @param sign 1, or -1 to take the viewer out
     */
    void add(Contribution viewer, int sign) {
        for (byte segment : viewer.segments()) {
            sums[FIRST_SEGMENT + segment] += sign;
        }
        sums[USABLE] += viewer.usable() ? sign : 0;
        sums[COMPLETED] += viewer.completed() ? sign : 0;
        for (int m = 0; m < MEASURES.length; m++) {
            int place = FIRST_MEASURE + m * MeasureSums.SIZE;
            MeasureSums.add(sums, place, viewer.measures()[m], sign);
        }
        ViewerGaze gaze = viewer.gaze();
        if (gaze != null) {
            double error = (double) gaze.error() / ViewerGaze.ERROR_SCALE;
            sums[FIRST_ERROR + (int) Math.round(error * ERROR_STEPS)] += sign;
        }
    }

    void add(byte[] written) {
        SparseSums.add(written, sums);
    }

    byte[] written() {
        return SparseSums.encode(sums);
    }

    public long viewersN(Segment segment) {
        return sums[FIRST_SEGMENT + segment.ordinal()];
    }

    public long usableN() {
        return sums[USABLE];
    }

    public long completedN() {
        return sums[COMPLETED];
    }

    /** How many viewers have the measure, and what they sum up to. */
    public MeasureSums of(SessionMeasure measure) {
        return MeasureSums.at(sums, FIRST_MEASURE + measure.ordinal() * MeasureSums.SIZE);
    }

    /** Viewers with gaze that counts. */
    public long gazeN() {
        return of(SessionMeasure.GAZE_ERROR_NORM).n();
    }

    /**
     * Median of the viewers' gaze error, in widths of the ad's picture, to {@code 1/}{@value
     * #ERROR_STEPS}.
     *
     * @throws IllegalStateException without gaze
     */
    public float gazeErrorMedian() {
        long n = gazeN();
        return (errorOf((n - 1) / 2) + errorOf(n / 2)) / (2f * ERROR_STEPS);
    }

    /** Of the viewers by error, that of the one at {@code rank}, in steps. */
    private int errorOf(long rank) {
        long below = 0;
        for (int step = 0; step < ERRORS; step++) {
            below += sums[FIRST_ERROR + step];
            if (below > rank) {
                return step;
            }
        }
        throw new IllegalStateException("No viewer has gaze");
    }
}
