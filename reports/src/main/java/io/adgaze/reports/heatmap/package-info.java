/**
 * The heatmap video: an ad with its viewers' gaze over it.
 *
 * <p>{@link io.adgaze.reports.heatmap.HeatmapRenderer} streams: it reads the ad packet by packet,
 * draws each frame's {@link io.adgaze.reports.heatmap.GazeDensity} and a legend over it, encodes it
 * and forgets it. The ad's pixels stay in the ad's own YUV, so that a frame over which nobody looks
 * differs from the ad's by the codec's error alone.
 */
package io.adgaze.reports.heatmap;
