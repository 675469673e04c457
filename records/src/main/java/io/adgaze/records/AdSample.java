package io.adgaze.records;

/**
 * Who an ad's figures rest on.
 *
 * @param sessionsN processed sessions
 * @param gazeSessionsN those with calibrated gaze
 * @param usableSessionsN those whose quality grade counts as usable
 * @param completedN those that reached the ad's end
 * @param gazeErrorNormMedian median of the sessions' gaze error; null without calibrated gaze
 * @param validRateMean mean of the sessions' valid rate; null without frames
 * @param minViewers below this many viewers a figure is suppressed
 */
public record AdSample(
        int sessionsN,
        int gazeSessionsN,
        int usableSessionsN,
        int completedN,
        Float gazeErrorNormMedian,
        Float validRateMean,
        int minViewers) {}
