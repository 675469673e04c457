package io.adgaze.reports.heatmap;

import static io.adgaze.records.measures.HeatmapParameters.WINDOW_MS;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.records.measures.HeatmapParameters;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The density of an ad's viewers' gaze, from each viewer's own points: exact but for the map's
 * cells, and as dear as there are viewers. What {@link GazeDensity} makes of sums is held against
 * it.
 *
 * <p>At ad time t each viewer adds one unit of gaze: the viewer's points within half a second of t,
 * weighted by a Hann window and normalised to sum 1, each spread by a Gaussian as wide as that
 * viewer's gaze error.
 */
final class ExactGazeDensity {

    /** Cells along the picture's longer side; the narrowest kernel spans several of them. */
    private static final int GRID = 160;

    /** Kernels end here, at under a thousandth of their peak. */
    private static final double RADIUS_SIGMAS = 4;

    private final Viewer[] viewers;
    private final MinimumViewers minimum;
    private final int width;
    private final int height;

    /**
     * @param tracks one a viewer
     * @param aspect width over height of the picture as displayed
     * @param minimum nothing is shown of moments with fewer viewers
     */
    ExactGazeDensity(List<GazeTrack> tracks, double aspect, MinimumViewers minimum) {
        this.width = aspect >= 1 ? GRID : Math.max(1, (int) Math.round(GRID * aspect));
        this.height = aspect >= 1 ? Math.max(1, (int) Math.round(GRID / aspect)) : GRID;
        this.viewers =
                tracks.stream()
                        .map(GazeTrack::counting)
                        .filter(track -> !track.isEmpty())
                        .map(Viewer::new)
                        .toArray(Viewer[]::new);
        this.minimum = minimum;
    }

    /** The density at {@code adMs} of the ad's media time; none where viewers are too few. */
    GazeMap at(double adMs) {
        float[] levels = new float[width * height];
        int viewersN = 0;
        double allOnOnePlace = 0;
        for (Viewer viewer : viewers) {
            if (viewer.addTo(levels, adMs)) {
                viewersN++;
                allOnOnePlace += viewer.peakOnOnePlace();
            }
        }
        if (!minimum.allows(viewersN)) {
            return GazeMap.none(width, height);
        }
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) Math.min(1, levels[i] / allOnOnePlace);
        }
        return new GazeMap(width, height, levels, viewersN);
    }

    /** One viewer's points, by ad time, and kernel. */
    private final class Viewer {

        private final int[] adMs;
        private final int[] column;
        private final int[] row;
        private final float[] kernel;
        private final int radius;

        /** Height of the two-dimensional kernel, whose integral over the grid is 1. */
        private final double peak;

        Viewer(GazeTrack track) {
            double sigma = HeatmapParameters.sigmaNorm(track.errorNorm()) * width;
            radius = (int) Math.ceil(RADIUS_SIGMAS * sigma);
            peak = 1 / (2 * Math.PI * sigma * sigma);
            kernel = new float[2 * radius + 1];
            for (int i = 0; i < kernel.length; i++) {
                double distance = (i - radius) / sigma;
                kernel[i] = (float) Math.exp(-distance * distance / 2);
            }
            int[] order = byAdTime(track);
            adMs = Arrays.stream(order).map(i -> track.adMs()[i]).toArray();
            column = Arrays.stream(order).map(i -> cell(track.xNorm()[i], width)).toArray();
            row = Arrays.stream(order).map(i -> cell(track.yNorm()[i], height)).toArray();
        }

        /** A viewer who sought back saw a stretch of the ad twice. */
        private static int[] byAdTime(GazeTrack track) {
            return IntStream.range(0, track.adMs().length)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> track.adMs()[i]))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        private static int cell(float norm, int cells) {
            return (int) Math.floor(norm * cells);
        }

        /**
         * The kernel's peak where every point of gaze lies on one place but for its error: the
         * error and the kernel, equally wide, make a Gaussian of twice the variance.
         */
        double peakOnOnePlace() {
            return peak / 2;
        }

        /** Adds this viewer's unit of gaze; false when there is none within the window. */
        boolean addTo(float[] levels, double centreMs) {
            int from = firstAtOrAfter(centreMs - WINDOW_MS / 2.0);
            int to = firstAtOrAfter(centreMs + WINDOW_MS / 2.0);
            double total = 0;
            for (int i = from; i < to; i++) {
                total += hann(adMs[i] - centreMs);
            }
            if (total == 0) {
                return false;
            }
            for (int i = from; i < to; i++) {
                addKernel(levels, column[i], row[i], peak * hann(adMs[i] - centreMs) / total);
            }
            return true;
        }

        /** Index of the first point at or after {@code ms}. */
        private int firstAtOrAfter(double ms) {
            int low = 0;
            int high = adMs.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (adMs[middle] < ms) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** 1 at the window's centre, 0 at its ends. */
        private static double hann(double offsetMs) {
            return 0.5 + 0.5 * Math.cos(2 * Math.PI * offsetMs / WINDOW_MS);
        }

        /** A Gaussian is separable: each row is the kernel times that row's own factor. */
        private void addKernel(float[] levels, int x0, int y0, double amplitude) {
            int left = Math.max(0, x0 - radius);
            int right = Math.min(width - 1, x0 + radius);
            int top = Math.max(0, y0 - radius);
            int bottom = Math.min(height - 1, y0 + radius);
            int shift = radius - x0;
            for (int y = top; y <= bottom; y++) {
                float factor = (float) (amplitude * kernel[y - y0 + radius]);
                int line = y * width;
                for (int x = left; x <= right; x++) {
                    levels[line + x] += factor * kernel[x + shift];
                }
            }
        }
    }
}
