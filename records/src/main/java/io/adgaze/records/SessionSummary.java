package io.adgaze.records;

import java.time.Instant;

/**
 * A row of {@code sessions}: one processed session.
 *
 * <p>Null means not measured (no consent, no screen, no valid frame), never zero. Each component is
 * a column of the same name in snake case; a record's components are columns behind its name;
 * {@code dt} is the partition.
 *
 * @param watchedMs ad media time played at least once
 * @param completed whether the ad's end was reached
 * @param qualityGrade 1 (best) to 6 (unusable)
 * @param gazeErrorNorm mean distance between held-out calibration points and their prediction, in
 *     widths of the ad's picture
 * @param attentiveSeconds ad seconds weighted by their attention rate and coverage
 * @param lookawaysN spells of at least half a second without attention
 * @param fixationsN fixations on the playing ad
 * @param fixationMsMedian their median length, on the recording's clock
 * @param peakSecond the ad second with the highest engagement index
 * @param genderEstimate {@code female} or {@code male}, the model's two classes
 */
public record SessionSummary(
        String dt,
        String sessionId,
        String viewerKey,
        String adId,
        Instant startedAt,
        String deviceClass,
        String consentId,
        long adDurationMs,
        long watchedMs,
        boolean completed,
        Float webcamFpsMean,
        int framesN,
        Float validRate,
        int qualityGrade,
        Boolean gazeCalibrated,
        Integer calibrationPointsN,
        Float gazeErrorNorm,
        Float attentiveSeconds,
        Integer lookawaysN,
        Integer fixationsN,
        Float fixationMsMedian,
        MeanPeakEnd engagementIndex,
        MeanPeakEnd valence,
        Integer peakSecond,
        Float ageEstimate,
        Float ageEstimateSd,
        String genderEstimate,
        Float genderConfidence,
        String metricVersion,
        String modelVersion)
        implements TableRow {}
