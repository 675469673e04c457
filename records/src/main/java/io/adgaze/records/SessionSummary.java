package io.adgaze.records;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
 * @param gazeErrorNorm mean distance between points kept out of a fit and their prediction by it,
 *     in widths of the ad's picture: of the points to verify, or else of the calibration's, each
 *     predicted by the others
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
        @Nullable String deviceClass,
        String consentId,
        long adDurationMs,
        long watchedMs,
        boolean completed,
        @Nullable Float webcamFpsMean,
        int framesN,
        @Nullable Float validRate,
        int qualityGrade,
        @Nullable Boolean gazeCalibrated,
        @Nullable Integer calibrationPointsN,
        @Nullable Float gazeErrorNorm,
        @Nullable Float attentiveSeconds,
        @Nullable Integer lookawaysN,
        @Nullable Integer fixationsN,
        @Nullable Float fixationMsMedian,
        @Nullable MeanPeakEnd engagementIndex,
        @Nullable MeanPeakEnd valence,
        @Nullable Integer peakSecond,
        @Nullable Float ageEstimate,
        @Nullable Float ageEstimateSd,
        @Nullable String genderEstimate,
        @Nullable Float genderConfidence,
        String metricVersion,
        String modelVersion,
        @Nullable String campaignId,
        @Nullable String studyId)
        implements TableRow {}
