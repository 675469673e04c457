package io.adgaze.records.measures;

/** What of the ad was seen. */
public final class ViewingParameters {

    /**
     * Played to within this of the ad's length, its end was reached, ms: a player reports its end a
     * little before the file's.
     */
    public static final long END_TOLERANCE_MS = 500;

    private ViewingParameters() {}
}
