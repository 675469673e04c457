package io.adgaze.models;

/**
 * What is remembered of the eyes from one frame to the next.
 *
 * @param openLevel the session's own open eye, as an aspect ratio; 0 before the first usable frame
 * @param spread how far the open eye strays from that level, as a share of it
 * @param lastMs the last usable frame
 * @param closed whether the eyes have closed and not opened since
 * @param closedSinceMs when they closed, where they are closed
 */
public record BlinkTrack(
        float openLevel, float spread, long lastMs, boolean closed, long closedSinceMs) {

    /** Of a steady session; a trembling one is soon found out. */
    private static final float START_SPREAD = 0.05f;

    private static final BlinkTrack START = new BlinkTrack(0, START_SPREAD, 0, false, 0);

    /** Nothing seen yet. */
    public static BlinkTrack start() {
        return START;
    }
}
