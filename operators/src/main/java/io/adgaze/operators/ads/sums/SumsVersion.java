package io.adgaze.operators.ads.sums;

/**
 * What sums mean: measures, scales, segments, and the grid of gaze. Sums of two versions do not add
 * up, so each contribution and each block of sums tells its own.
 */
public final class SumsVersion {

    /** Grows with any of them. */
    public static final int CURRENT = 1;

    private SumsVersion() {}
}
