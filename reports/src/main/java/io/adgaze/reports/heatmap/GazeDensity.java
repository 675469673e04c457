package io.adgaze.reports.heatmap;

import static io.adgaze.records.density.DensityGrid.SLICE_MS;
import static io.adgaze.records.density.GazeMoment.REACH_SLICES;
import static io.adgaze.records.measures.HeatmapParameters.WINDOW_MS;

import io.adgaze.records.density.AdGaze;
import io.adgaze.records.density.GazeMoment;
import io.adgaze.records.density.GazeSlice;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The density of an ad's viewers' gaze over its picture, at any moment of the ad.
 *
 * <p>At each tenth of a second that may be drawn it is made of the slices within half a second,
 * weighted by a Hann window, in which each viewer's unit of gaze is spread by a Gaussian as wide as
 * that viewer's gaze error; and divided by what it would be were all of them to look at one place.
 * Gaze off the picture adds only the tail that reaches into it. Between two such moments it is
 * their linear mixture.
 *
 * <p>What it costs rests on the ad's length alone, not on how many viewers there are. What it tells
 * does not depend on the order of calls; by time is cheapest, since a slice is blurred once then.
 * Not safe for use by several threads.
 */
final class GazeDensity {

    /** Cells along the picture's longer side; the narrowest kernel spans several of them. */
    private static final int GRID = 160;

    private static final int WINDOW_SLICES = 2 * REACH_SLICES;

    private final int width;
    private final int height;
    private final NavigableMap<Integer, GazeSlice> slices = new TreeMap<>();
    private final Map<Integer, GazeMoment> moments = new HashMap<>();
    private final Recent<GazeSlice, float[][]> densities;
    private final Recent<Integer, GazeMap> maps;

    /**
     * @param gaze of no moment that must not be drawn
     * @param aspect width over height of the picture as displayed
     */
    GazeDensity(AdGaze gaze, double aspect) {
        this.width = aspect >= 1 ? GRID : Math.max(1, (int) Math.round(GRID * aspect));
        this.height = aspect >= 1 ? Math.max(1, (int) Math.round(GRID / aspect)) : GRID;
        gaze.slices().forEach(slice -> slices.put(slice.index(), slice));
        gaze.moments().forEach(moment -> moments.put(moment.index(), moment));
        SliceBlur blur = new SliceBlur(width, height, aspect);
        this.densities = new Recent<>(WINDOW_SLICES, blur::density);
        this.maps = new Recent<>(2, this::ofMoment);
    }

    /** The density at {@code adMs} of the ad's media time; none where it may not be drawn. */
    GazeMap at(double adMs) {
        int before = (int) Math.floor(adMs / SLICE_MS);
        float share = (float) (adMs / SLICE_MS - before);
        GazeMap map = maps.of(before);
        return share == 0 ? map : map.mixedWith(maps.of(before + 1), share);
    }

    private GazeMap ofMoment(int index) {
        GazeMoment moment = moments.get(index);
        if (moment == null) {
            return GazeMap.none(width, height);
        }
        float[] levels = new float[width * height];
        double agreement = 0;
        for (GazeSlice slice :
                slices.subMap(moment.firstSlice(), true, moment.lastSlice(), true).values()) {
            double weight = hann(slice.index() - index);
            agreement += weight * slice.agreement() / GazeSlice.AGREEMENT_SCALE;
            add(densities.of(slice), (float) weight, levels);
        }
        float scale = (float) (1 / agreement);
        for (int i = 0; i < levels.length; i++) {
            levels[i] = Math.min(1, levels[i] * scale);
        }
        return new GazeMap(width, height, levels, moment.viewersN());
    }

    /** 1 at the window's centre, 0 at its ends; of the middle of a slice, this many after it. */
    private static double hann(int slicesAfter) {
        double offsetMs = (slicesAfter + 0.5) * SLICE_MS;
        return 0.5 + 0.5 * Math.cos(2 * Math.PI * offsetMs / WINDOW_MS);
    }

    private static void add(float[][] density, float weight, float[] sum) {
        int at = 0;
        for (float[] row : density) {
            for (float cell : row) {
                sum[at++] += weight * cell;
            }
        }
    }
}
