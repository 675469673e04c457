package io.adgaze.connectors.exports;

import io.adgaze.connectors.exports.heatmap.Heatmap;

/**
 * What became of an ad's heatmap; one of the two is null.
 *
 * @param heatmap what was rendered
 * @param missingBecause why nothing could be rendered
 */
record HeatmapOutcome(Heatmap heatmap, String missingBecause) {

    static HeatmapOutcome rendered(Heatmap heatmap) {
        return new HeatmapOutcome(heatmap, null);
    }

    static HeatmapOutcome missing(String because) {
        return new HeatmapOutcome(null, because);
    }

    long frames() {
        return heatmap == null ? 0 : heatmap.frames();
    }
}
