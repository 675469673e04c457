package io.adgaze.reports.heatmap;

/**
 * What was rendered.
 *
 * @param frames pictures of the ad, each with its gaze
 * @param damagedPictures pictures of the ad that were damaged: missing, or patched up
 */
public record Heatmap(long frames, int damagedPictures) {}
