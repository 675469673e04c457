package io.adgaze.capture.sessions;

import org.jspecify.annotations.Nullable;

/**
 * How a session came to its end, or where it got stuck.
 *
 * @param lossReason what went wrong last, if it was lost by that; null where nothing did
 * @param qualityConcern null where nothing speaks against its measurement, or it has not landed
 */
public record Outcome(@Nullable String lossReason, @Nullable QualityConcern qualityConcern) {}
