package io.adgaze.operators.seconds;

/**
 * A stay of the eyes at one place of the ad.
 *
 * @param adSecond the ad second in which it began
 * @param lengthMs from its first frame to its last, on the recording's clock
 */
record Fixation(int adSecond, long lengthMs) {}
