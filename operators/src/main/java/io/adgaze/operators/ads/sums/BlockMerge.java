package io.adgaze.operators.ads.sums;

import io.adgaze.records.density.SliceSum;

/** Adds a written block to another of the same kind. Not safe for use by several threads. */
public final class BlockMerge {

    private final SliceSum slice = new SliceSum();

    /** Their sum, as it is written; empty where all of it is 0. */
    public byte[] merged(int key, byte[] one, byte[] other) {
        return switch (Block.of(key).kind()) {
            case VIEWERS -> viewers(one, other);
            case SECOND -> second(one, other);
            case SLICE -> slice(one, other);
            case GAZE_COUNTS -> gazeCounts(one, other);
        };
    }

    private static byte[] viewers(byte[] one, byte[] other) {
        ViewerSums sums = new ViewerSums();
        sums.add(one);
        sums.add(other);
        return sums.written();
    }

    private static byte[] second(byte[] one, byte[] other) {
        SecondSums sums = new SecondSums();
        sums.add(one);
        sums.add(other);
        return sums.written();
    }

    private byte[] slice(byte[] one, byte[] other) {
        slice.add(one);
        slice.add(other);
        return slice.take();
    }

    private static byte[] gazeCounts(byte[] one, byte[] other) {
        GazeCounts counts = new GazeCounts();
        counts.add(one);
        counts.add(other);
        return counts.written();
    }
}
