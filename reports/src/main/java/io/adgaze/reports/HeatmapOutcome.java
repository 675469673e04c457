package io.adgaze.reports;

import io.adgaze.reports.heatmap.Heatmap;
import org.jspecify.annotations.Nullable;

/**
 * What became of an ad's heatmap; one of the two is null.
 *
 * @param heatmap what was rendered
 * @param missingBecause why nothing could be rendered
 */
public record HeatmapOutcome(@Nullable Heatmap heatmap, @Nullable String missingBecause) {

    public static HeatmapOutcome rendered(Heatmap heatmap) {
        return new HeatmapOutcome(heatmap, null);
    }

    public static HeatmapOutcome missing(String because) {
        return new HeatmapOutcome(null, because);
    }

    public long frames() {
        return heatmap == null ? 0 : heatmap.frames();
    }
}
