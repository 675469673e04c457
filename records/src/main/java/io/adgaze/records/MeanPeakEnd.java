package io.adgaze.records;

/**
 * A curve over the ad in three figures.
 *
 * @param mean over the seconds watched
 * @param peak the highest second
 * @param end the last second watched
 */
public record MeanPeakEnd(float mean, float peak, float end) {}
