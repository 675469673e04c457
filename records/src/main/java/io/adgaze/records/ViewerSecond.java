package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code viewer_seconds}: one session's measures in one second of the ad.
 *
 * <p>Null means not measured (no consent, no screen, no valid frame), never zero. Each component is
 * a column of the same name in snake case; a record's components are columns behind its name;
 * {@code dt} is the partition.
 *
 * @param adSecond {@code floor(adMs / 1000)}
 * @param coverageRate how much of the second was played, 0..1
 * @param framesN analysed frames
 * @param validN analysed frames with exactly one usable face
 * @param invalidReason the commonest {@link InvalidReason} code
 * @param p mean class probabilities over the valid frames
 * @param expressivenessDelta expressiveness less the session's own calm baseline
 * @param gazeDispersionNorm root mean square distance of the gaze points from their mean, in the
 *     ad's picture
 * @param fixationsN fixations that began in the second
 * @param fixationMsMean their mean length, on the recording's clock
 */
public record ViewerSecond(
        String dt,
        String sessionId,
        String viewerKey,
        String adId,
        int adSecond,
        float coverageRate,
        int framesN,
        int validN,
        @Nullable Float validRate,
        @Nullable String invalidReason,
        @Nullable ExpressionProbabilities p,
        @Nullable String dominantExpression,
        @Nullable Float expressiveness,
        @Nullable Float expressivenessDelta,
        @Nullable Float valence,
        @Nullable Float attentionRate,
        @Nullable Float engagementIndex,
        @Nullable Float yawDegMean,
        @Nullable Float pitchDegMean,
        @Nullable Float rollDegMean,
        @Nullable Integer blinksN,
        @Nullable Integer gazeN,
        @Nullable Float gazeXNormMed,
        @Nullable Float gazeYNormMed,
        @Nullable Float gazeDispersionNorm,
        @Nullable Float onAdRate,
        @Nullable Integer fixationsN,
        @Nullable Float fixationMsMean,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
