package io.adgaze.reports;

import io.adgaze.reports.heatmap.Heatmap;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an ad's heatmap; of the heatmap and the reason one is null.
 *
 * @param heatmap what was rendered
 * @param missingBecause why nothing is there
 * @param asOf of when the report is whose gaze it shows
 * @param viewersN viewers of that report
 */
public record HeatmapOutcome(
        @Nullable Heatmap heatmap, @Nullable String missingBecause, Instant asOf, int viewersN) {

    public long frames() {
        return heatmap == null ? 0 : heatmap.frames();
    }
}
