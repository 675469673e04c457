package io.adgaze.records.manifest;

import org.jspecify.annotations.Nullable;

/**
 * A player event as it was noted, its times within their ranges and in order.
 *
 * @param recordingMs when, on the recording's clock
 * @param adMs the ad's media time, as the player told it
 * @param what happened
 * @param rate the player's speed from then on; null where it was not noted
 */
record NotedEvent(long recordingMs, long adMs, MediaEvent what, @Nullable Double rate) {}
