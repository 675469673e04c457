package io.adgaze.operators.ads.sums;

import io.adgaze.operators.ads.sums.Block.Kind;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.density.AdGaze;
import io.adgaze.records.density.GazeMoment;
import io.adgaze.records.density.GazeSlice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An ad's sums of the present version, read block by block. */
public final class AdSums {

    private final Blocks blocks;

    /** Where blocks are read, by key. */
    @FunctionalInterface
    public interface Blocks {

        /** As it is written; null where all of it is 0. */
        byte @Nullable [] get(int key) throws Exception;
    }

    /**
     * @param blocks where they are read, whenever they are asked for
     */
    public AdSums(Blocks blocks) {
        this.blocks = blocks;
    }

    public ViewerSums viewers() throws Exception {
        ViewerSums sums = new ViewerSums();
        byte[] written = read(Kind.VIEWERS, 0);
        if (written != null) {
            sums.add(written);
        }
        return sums;
    }

    /** The ad's seconds that some viewer covered, by ad second, of those below {@code end}. */
    public SortedMap<Integer, SecondSums> seconds(int end) throws Exception {
        SortedMap<Integer, SecondSums> seconds = new TreeMap<>();
        for (int second = 0; second < end; second++) {
            byte[] written = read(Kind.SECOND, second);
            if (written != null) {
                SecondSums sums = new SecondSums();
                sums.add(written);
                seconds.put(second, sums);
            }
        }
        return seconds;
    }

    /**
     * What may be drawn: the moments at which enough viewers have gaze, and the slices that they
     * rest on. The rest stays here.
     */
    public AdGaze gaze(MinimumViewers minimum) throws Exception {
        GazeCounts counts = new GazeCounts();
        byte[] written = read(Kind.GAZE_COUNTS, 0);
        if (written != null) {
            counts.add(written);
        }
        List<GazeMoment> moments = moments(counts, minimum);
        return new AdGaze(slices(counts, moments), moments);
    }

    private static List<GazeMoment> moments(GazeCounts counts, MinimumViewers minimum) {
        List<GazeMoment> moments = new ArrayList<>();
        for (int moment = 0; moment < counts.moments(); moment++) {
            int viewersN = Math.toIntExact(counts.viewersN(moment));
            if (minimum.allows(viewersN)) {
                moments.add(new GazeMoment(moment, viewersN));
            }
        }
        return moments;
    }

    private List<GazeSlice> slices(GazeCounts counts, List<GazeMoment> moments) throws Exception {
        BitSet needed = new BitSet();
        for (GazeMoment moment : moments) {
            needed.set(Math.max(0, moment.firstSlice()), moment.lastSlice() + 1);
        }
        List<GazeSlice> slices = new ArrayList<>();
        for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
            if (counts.agreement(i) != 0) {
                byte[] cells = read(Kind.SLICE, i);
                slices.add(
                        new GazeSlice(i, cells == null ? new byte[0] : cells, counts.agreement(i)));
            }
        }
        return slices;
    }

    private byte @Nullable [] read(Kind kind, int index) throws Exception {
        return blocks.get(new Block(SumsVersion.CURRENT, kind, index).key());
    }
}
