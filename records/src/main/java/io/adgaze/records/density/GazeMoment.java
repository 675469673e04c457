package io.adgaze.records.density;

/**
 * A moment of an ad that may be drawn: its slices are the five before and the five after it.
 *
 * @param index which: the ad's ms {@code 100 index}
 * @param viewersN viewers with gaze in one of its slices, each counted once
 */
public record GazeMoment(int index, int viewersN) {

    /** Slices before it, and after it. */
    public static final int REACH_SLICES = 5;

    /** The first of its slices. */
    public int firstSlice() {
        return index - REACH_SLICES;
    }

    /** The last of its slices. */
    public int lastSlice() {
        return index + REACH_SLICES - 1;
    }
}
