package io.adgaze.records.measures;

/** What of the ad was seen. */
public final class ViewingParameters {

    /**
     * Played to within this of the ad's length, its end was reached, ms: a player reports its end a
     * little before the file's. A recording that lacks no more than this of what is needed of it is
     * whole: a recorder starts and stops a little beside the player.
     */
    public static final long END_TOLERANCE_MS = 500;

    /**
     * Longest interval between two frames, ms, over which the viewer counts as recorded: webcams in
     * the dark go down to a few frames a second, not below one.
     */
    public static final long LONGEST_GAP_MS = 1000;

    private ViewingParameters() {}
}
