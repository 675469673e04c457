package io.adgaze.reports.heatmap;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.density.AdGaze;
import io.adgaze.records.density.Blur;
import io.adgaze.records.density.GazeMoment;
import io.adgaze.records.density.GazeSlice;
import io.adgaze.records.density.SliceSum;
import io.adgaze.records.density.ViewerGaze;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Ads' gaze as the job sums it, of viewers' tracks. */
public final class AdGazes {

    private final List<Reader> readers;
    private final List<GazeSlice> slices = new ArrayList<>();
    private final SortedMap<Integer, Integer> viewersByMoment = new TreeMap<>();

    private AdGazes(List<GazeTrack> tracks) {
        readers =
                tracks.stream()
                        .map(GazeTrack::counting)
                        .filter(track -> !track.isEmpty())
                        .map(track -> new Reader(track.inFixedPoint()))
                        .toList();
    }

    /**
     * @param tracks one a viewer
     * @param minViewers moments with fewer, and slices that only those rest on, are left out
     */
    public static AdGaze of(List<GazeTrack> tracks, int minViewers) {
        return new AdGazes(tracks).sum(minViewers);
    }

    private AdGaze sum(int minViewers) {
        TreeSet<Integer> indices = new TreeSet<>();
        readers.forEach(reader -> IntStream.of(reader.gaze.slices()).forEach(indices::add));
        SliceSum sum = new SliceSum();
        for (int index : indices) {
            long agreement = 0;
            for (Reader reader : readers) {
                agreement += reader.addTo(sum, index) ? reader.blur.agreement() : 0;
            }
            slices.add(new GazeSlice(index, sum.take(), agreement));
        }
        List<GazeMoment> moments =
                viewersByMoment.entrySet().stream()
                        .filter(moment -> moment.getValue() >= minViewers)
                        .map(moment -> new GazeMoment(moment.getKey(), moment.getValue()))
                        .toList();
        return new AdGaze(
                slices.stream().filter(slice -> serves(slice, moments)).toList(), moments);
    }

    private static boolean serves(GazeSlice slice, List<GazeMoment> moments) {
        return moments.stream()
                .anyMatch(
                        moment ->
                                slice.index() >= moment.firstSlice()
                                        && slice.index() <= moment.lastSlice());
    }

    /** Reads one viewer's gaze, slice by slice. */
    private final class Reader {

        private final ViewerGaze gaze;
        private final Blur blur;
        private int next;
        private int countedUntil = Integer.MIN_VALUE;

        Reader(ViewerGaze gaze) {
            this.gaze = gaze;
            this.blur = gaze.blur();
        }

        /** False where the viewer has no gaze in the slice. */
        boolean addTo(SliceSum sum, int slice) {
            if (next == gaze.size() || gaze.slices()[next] != slice) {
                return false;
            }
            int end = gaze.endOfSlice(next);
            sum.add(gaze, blur, next, end, 1);
            next = end;
            count(slice);
            return true;
        }

        /** At each moment whose window holds the slice, unless an earlier one has told so. */
        private void count(int slice) {
            int last = slice + GazeMoment.REACH_SLICES;
            int first = Math.max(countedUntil + 1, last - 2 * GazeMoment.REACH_SLICES + 1);
            for (int moment = first; moment <= last; moment++) {
                viewersByMoment.merge(moment, 1, Integer::sum);
            }
            countedUntil = last;
        }
    }
}
