package io.adgaze.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ads}: an ad over its viewers, each by their first session. What norms are made
 * of.
 *
 * <p>Null means not measured, or over too few viewers, never zero. Each component is a column of
 * the same name in snake case; a record's components are columns behind its name; {@code dt} is the
 * partition.
 *
 * @param campaignId that of most viewers; null where no manifest tells one
 * @param firstSessionAt the hour in which the first session began that counts
 * @param asOf when the figures were made; sessions that came later are not in them
 * @param viewersN viewers who count
 * @param usableViewersN those whose quality grade counts as usable
 * @param gazeViewersN those with calibrated gaze
 * @param completedRate share of those who reached the ad's end
 * @param attentionRate a viewer's mean over their seconds, and so with each rate and index below
 * @param attentiveSeconds ad seconds weighted by their attention rate and coverage
 * @param attentionFirst5s the attention rate of the ad's first five seconds
 * @param engagementPeak a viewer's highest second
 * @param valencePeak a viewer's highest second
 * @param valenceEnd a viewer's last second
 * @param fixationMs a viewer's median
 * @param blinksPerMin over the time watched
 * @param gazeErrorNorm the sessions' held-out calibration error, in widths of the ad's picture
 * @param engagementPeakSecond the ad second with the highest mean engagement index
 * @param valencePeakSecond the ad second with the highest mean valence
 */
public record AdSummary(
        String dt,
        String adId,
        @Nullable String campaignId,
        Instant firstSessionAt,
        Instant asOf,
        long adDurationMs,
        int viewersN,
        @Nullable Integer usableViewersN,
        int gazeViewersN,
        @Nullable Float completedRate,
        Estimate attentionRate,
        Estimate attentiveSeconds,
        Estimate attentionFirst5s,
        Estimate engagementIndex,
        Estimate engagementPeak,
        Estimate valence,
        Estimate valencePeak,
        Estimate valenceEnd,
        ExpressionEstimates p,
        Estimate onAdRate,
        Estimate fixationMs,
        Estimate blinksPerMin,
        Estimate gazeErrorNorm,
        @Nullable Integer engagementPeakSecond,
        @Nullable Integer valencePeakSecond,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
