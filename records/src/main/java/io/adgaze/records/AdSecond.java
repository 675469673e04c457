package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code ad_seconds}: one second of an ad over its viewers, each viewer's session counted
 * once.
 *
 * <p>Null means not measured (no consent, no screen, no valid frame), never zero. Each component is
 * a column of the same name in snake case; a record's components are columns behind its name;
 * {@code dt} is the partition.
 *
 * @param viewersN sessions that covered the second
 * @param suppressed whether {@code viewersN} is below the minimum, or, of a segment, would give
 *     away a group that is; every figure is null then
 * @param grade code of the {@link io.adgaze.records.measures.Reliability} of {@code viewersN}
 * @param retentionRate {@code viewersN} over the ad's sessions
 * @param gazeXNorm mean over viewers of the second's median gaze, in the ad's picture
 * @param gazeDispersionNorm root mean square distance of the viewers' medians from their mean
 */
public record AdSecond(
        String dt,
        String adId,
        int adSecond,
        int viewersN,
        boolean suppressed,
        String grade,
        @Nullable Float retentionRate,
        Estimate coverageRate,
        Estimate validRate,
        ExpressionEstimates p,
        @Nullable ExpressionShares share,
        Estimate expressiveness,
        Estimate expressivenessDelta,
        Estimate valence,
        Estimate attentionRate,
        Estimate engagementIndex,
        Estimate yawDeg,
        Estimate pitchDeg,
        Estimate rollDeg,
        Estimate blinks,
        Estimate onAdRate,
        Estimate gazeXNorm,
        Estimate gazeYNorm,
        @Nullable Float gazeDispersionNorm,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
