package io.adgaze.video;

/**
 * What a video file holds.
 *
 * @param widthPx coded width
 * @param heightPx coded height
 * @param durationMs the container's duration, or else the end of its last packet
 * @param fps mean frame rate
 * @param hasAudio whether there is an audio track
 */
public record VideoInfo(int widthPx, int heightPx, long durationMs, double fps, boolean hasAudio) {}
