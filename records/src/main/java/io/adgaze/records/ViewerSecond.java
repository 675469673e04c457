package io.adgaze.records;

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
        Float validRate,
        String invalidReason,
        ExpressionProbabilities p,
        String dominantExpression,
        Float expressiveness,
        Float expressivenessDelta,
        Float valence,
        Float attentionRate,
        Float engagementIndex,
        Float yawDegMean,
        Float pitchDegMean,
        Float rollDegMean,
        Integer blinksN,
        Integer gazeN,
        Float gazeXNormMed,
        Float gazeYNormMed,
        Float gazeDispersionNorm,
        Float onAdRate,
        Integer fixationsN,
        Float fixationMsMean,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
