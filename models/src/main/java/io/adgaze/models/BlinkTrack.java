package io.adgaze.models;

/**
 * What is remembered of the eyes from one frame to the next.
 *
 * @param openLevel the session's own open eye, as an aspect ratio; 0 before the first usable frame
 * @param lastMs the last usable frame
 * @param closed whether the eyes have closed and not opened since
 * @param closedSinceMs when they closed, where they are closed
 */
public record BlinkTrack(float openLevel, long lastMs, boolean closed, long closedSinceMs) {

    private static final BlinkTrack START = new BlinkTrack(0, 0, false, 0);

    /** Nothing seen yet. */
    public static BlinkTrack start() {
        return START;
    }
}
