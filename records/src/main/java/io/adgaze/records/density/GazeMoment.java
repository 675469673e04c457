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

    /** The first moment, from 0, that a slice belongs to. */
    public static int first(int slice) {
        return Math.max(0, slice - REACH_SLICES + 1);
    }

    /** The last moment that a slice belongs to. */
    public static int last(int slice) {
        return slice + REACH_SLICES;
    }

    /** The first of its slices. */
    public int firstSlice() {
        return index - REACH_SLICES;
    }

    /** The last of its slices. */
    public int lastSlice() {
        return index + REACH_SLICES - 1;
    }
}
