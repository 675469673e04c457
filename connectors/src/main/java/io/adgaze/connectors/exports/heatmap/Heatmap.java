package io.adgaze.connectors.exports.heatmap;

/**
 * What was rendered.
 *
 * @param frames pictures of the ad, each with its gaze
 * @param unreadablePackets pictures of the ad that were damaged, and are missing
 */
public record Heatmap(long frames, int unreadablePackets) {}
