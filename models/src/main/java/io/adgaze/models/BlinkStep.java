package io.adgaze.models;

/**
 * What one frame adds to the blinks.
 *
 * @param track the state for the next frame
 * @param blinkEnded whether a blink ended with this frame
 * @param closed whether the eyes are closed
 * @param openness eye opening relative to the session's own open eye, about 0..1
 */
public record BlinkStep(BlinkTrack track, boolean blinkEnded, boolean closed, float openness) {}
