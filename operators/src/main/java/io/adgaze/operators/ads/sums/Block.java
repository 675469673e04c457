package io.adgaze.operators.ads.sums;

/**
 * Names a block of an ad's sums. Blocks are what state holds and what partial sums send: each is
 * read, added to and written by itself.
 *
 * @param version of {@link SumsVersion}, up to 255
 * @param kind what is in it
 * @param index which of its kind, up to 1,048,575
 */
record Block(int version, Kind kind, int index) {

    private static final int KIND_BITS = 4;
    private static final int INDEX_BITS = 20;

    /** Their order is that of the blocks in state. */
    enum Kind {
        /** {@link ViewerSums}; one. */
        VIEWERS,
        /** {@link SecondSums}, by ad second. */
        SECOND,
        /** The cells of {@link io.adgaze.records.density.GazeSlice}, by slice. */
        SLICE,
        /** {@link GazeCounts}; one. */
        GAZE_COUNTS
    }

    private static final Kind[] KINDS = Kind.values();

    /** As a key of state. */
    int key() {
        return (version << KIND_BITS | kind.ordinal()) << INDEX_BITS | index;
    }

    static Block of(int key) {
        int kind = key >>> INDEX_BITS & (1 << KIND_BITS) - 1;
        return new Block(key >>> INDEX_BITS + KIND_BITS, KINDS[kind], key & (1 << INDEX_BITS) - 1);
    }
}
