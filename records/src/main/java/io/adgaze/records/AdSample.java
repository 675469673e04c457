package io.adgaze.records;

import org.jspecify.annotations.Nullable;

/**
 * Who an ad's figures rest on. The counts of sessions are always there; what would describe fewer
 * sessions than the minimum is null.
 *
 * <p>The constructor sees to that, whatever it is given: a sample read back from a savepoint of
 * 0.1.0, which kept such figures, must not publish them either.
 *
 * @param sessionsN processed sessions, one a viewer
 * @param gazeSessionsN those with calibrated gaze
 * @param usableSessionsN those whose quality grade counts as usable
 * @param completedN those that reached the ad's end
 * @param gazeErrorNormMedian median of the sessions' gaze error; null also without calibrated gaze
 * @param validRateMean mean of the sessions' valid rate; null also without frames
 * @param minViewers below this many viewers a figure is suppressed
 */
public record AdSample(
        int sessionsN,
        int gazeSessionsN,
        @Nullable Integer usableSessionsN,
        @Nullable Integer completedN,
        @Nullable Float gazeErrorNormMedian,
        @Nullable Float validRateMean,
        int minViewers) {

    public AdSample {
        MinimumViewers minimum = new MinimumViewers(minViewers);
        usableSessionsN = minimum.publish(sessionsN, usableSessionsN);
        completedN = minimum.publish(sessionsN, completedN);
        validRateMean = minimum.publish(sessionsN, validRateMean);
        gazeErrorNormMedian = minimum.publish(gazeSessionsN, gazeErrorNormMedian);
    }
}
