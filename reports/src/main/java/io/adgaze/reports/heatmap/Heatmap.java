package io.adgaze.reports.heatmap;

import org.jspecify.annotations.Nullable;

/**
 * What was rendered.
 *
 * @param frames pictures of the ad, each with its gaze
 * @param damagedPictures pictures of the ad that were damaged: missing, or patched up
 * @param soundMissingBecause why it lacks the ad's sound; null where it does not, or where the ad
 *     is silent
 */
public record Heatmap(long frames, int damagedPictures, @Nullable String soundMissingBecause) {}
