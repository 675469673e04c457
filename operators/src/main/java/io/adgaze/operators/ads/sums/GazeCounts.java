package io.adgaze.operators.ads.sums;

import io.adgaze.records.density.GazeMoment;
import io.adgaze.records.density.ViewerGaze;
import java.util.Arrays;

/**
 * Of an ad's gaze what is not in cells: how far viewers could agree in each slice, and how many
 * have gaze around each moment. Not safe for use by several threads.
 */
final class GazeCounts {

    /** Per slice its agreement, and the viewers of the moment at its start. */
    private static final int SIZE = 2;

    private long[] sums = new long[0];

    /**
     * Adds a viewer.
     *
     * @param sign 1, or -1 to take the viewer out
     */
    void add(ViewerGaze gaze, int sign) {
        long agreement = sign * gaze.blur().agreement();
        int nextMoment = 0;
        for (int from = 0; from < gaze.size(); from = gaze.endOfSlice(from)) {
            int slice = gaze.slices()[from];
            reserve(slice + GazeMoment.REACH_SLICES + 1);
            sums[slice * SIZE] += agreement;
            nextMoment = Math.max(nextMoment, GazeMoment.first(slice));
            for (; nextMoment <= GazeMoment.last(slice); nextMoment++) {
                sums[nextMoment * SIZE + 1] += sign;
            }
        }
    }

    void add(byte[] written) {
        reserve((SparseSums.places(written) + SIZE - 1) / SIZE);
        SparseSums.add(written, sums);
    }

    byte[] written() {
        return SparseSums.encode(sums);
    }

    /** Moments that may have viewers, from 0. */
    int moments() {
        return sums.length / SIZE;
    }

    long agreement(int slice) {
        return slice < moments() ? sums[slice * SIZE] : 0;
    }

    long viewersN(int moment) {
        return sums[moment * SIZE + 1];
    }

    private void reserve(int slices) {
        if (sums.length < slices * SIZE) {
            sums = Arrays.copyOf(sums, slices * SIZE);
        }
    }
}
