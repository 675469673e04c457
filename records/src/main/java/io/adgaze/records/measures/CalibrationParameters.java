package io.adgaze.records.measures;

/** Which frames belong to a calibration point, and how many points it takes. */
public final class CalibrationParameters {

    /**
     * A point's frames start this long after it is shown, ms: a saccade to it starts after about
     * 200 ms and lands within another 50-100.
     */
    public static final long ARRIVAL_MS = 300;

    /** They end with the next point or after this, ms: eyes wander from a point that stays. */
    public static final long LONGEST_LOOK_MS = 2_000;

    /** A screen's corners: three points pin down a plane, the fourth says how well. */
    public static final int MIN_POINTS = 4;

    private CalibrationParameters() {}
}
