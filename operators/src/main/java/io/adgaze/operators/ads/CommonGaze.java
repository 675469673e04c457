package io.adgaze.operators.ads;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.measures.HeatmapParameters;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The part of viewers' gaze that may cross to the heatmap: points that count at some moment at
 * which enough viewers have gaze. The rest is cut off.
 *
 * <p>A point counts at the moments less than half a window away, which are any real number of
 * milliseconds: the pictures' own times are not known here. So the points of one moment lie within
 * as many whole milliseconds as the window is long.
 */
final class CommonGaze {

    /** From the first to the last millisecond of a window. */
    private static final int REACH_MS = HeatmapParameters.WINDOW_MS - 1;

    private CommonGaze() {}

    /**
     * @param tracks one a viewer
     * @return those with points left, in the same order
     */
    static List<GazeTrack> of(List<GazeTrack> tracks, MinimumViewers minimum) {
        int[] starts = windows(tracks, minimum);
        return tracks.stream()
                .map(track -> within(starts, track))
                .filter(track -> !track.isEmpty())
                .toList();
    }

    /**
     * Where the windows with enough viewers start, by time. Only windows that start with a point
     * are looked at: one that starts earlier has no other points than the one from its first on.
     */
    private static int[] windows(List<GazeTrack> tracks, MinimumViewers minimum) {
        long[] points = points(tracks);
        int[] pointsOfViewer = new int[tracks.size()];
        IntStream.Builder starts = IntStream.builder();
        int viewersN = 0;
        int end = 0;
        for (long first : points) {
            while (end < points.length && adMs(points[end]) <= adMs(first) + REACH_MS) {
                if (pointsOfViewer[viewer(points[end])]++ == 0) {
                    viewersN++;
                }
                end++;
            }
            if (minimum.allows(viewersN)) {
                starts.add(adMs(first));
            }
            if (--pointsOfViewer[viewer(first)] == 0) {
                viewersN--;
            }
        }
        return starts.build().distinct().toArray();
    }

    /**
     * Each point's ad time and, in the lower half of the number, its viewer; by ad time. There may
     * be millions, too many for an object each.
     */
    private static long[] points(List<GazeTrack> tracks) {
        return IntStream.range(0, tracks.size())
                .mapToObj(viewer -> points(viewer, tracks.get(viewer)))
                .flatMapToLong(points -> points)
                .sorted()
                .toArray();
    }

    private static LongStream points(int viewer, GazeTrack track) {
        return Arrays.stream(track.adMs()).mapToLong(adMs -> (long) adMs << Integer.SIZE | viewer);
    }

    private static int adMs(long point) {
        return (int) (point >> Integer.SIZE);
    }

    private static int viewer(long point) {
        return (int) point;
    }

    private static GazeTrack within(int[] starts, GazeTrack track) {
        int[] kept =
                IntStream.range(0, track.adMs().length)
                        .filter(i -> isWithin(starts, track.adMs()[i]))
                        .toArray();
        return track.at(kept);
    }

    /** Whether the last window to start by then has not ended. */
    private static boolean isWithin(int[] starts, int adMs) {
        int found = Arrays.binarySearch(starts, adMs);
        int last = found >= 0 ? found : -found - 2;
        return last >= 0 && adMs - starts[last] <= REACH_MS;
    }
}
