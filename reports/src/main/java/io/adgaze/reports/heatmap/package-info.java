/**
 * The heatmap video: an ad with its viewers' gaze over it.
 *
 * <p>{@link io.adgaze.reports.heatmap.HeatmapRenderer} streams: {@code video} hands it the ad
 * picture by picture, and it draws each one's {@link io.adgaze.reports.heatmap.GazeDensity} and a
 * legend over it. The ad's pixels stay in the ad's own YUV, so that a picture over which nobody
 * looks differs from the ad's by the codec's error alone.
 */
@NullMarked
package io.adgaze.reports.heatmap;

import org.jspecify.annotations.NullMarked;
