package io.adgaze.models;

/**
 * Counts blinks against the session's own open eye.
 *
 * <p>A fixed threshold over-counts with glasses and narrow eyes: the open level follows the
 * session, quickly up and slowly down, so that it stays near the upper end of what the eyes do.
 * Only short closures count, and only while the head faces the camera, since the lids seem to close
 * when it turns or bows.
 */
public final class BlinkDetector {

    /** Closed is this many spreads below the open level, within the two bounds. */
    public static final float CLOSED_SPREADS = 6;

    /** Least share of the open level below which an eye is closed. */
    public static final float MIN_CLOSED = 0.62f;

    /** Greatest such share. */
    public static final float MAX_CLOSED = 0.82f;

    /** Open again is this much above closed. */
    public static final float HYSTERESIS = 0.13f;

    /** A blink's length (Stern et al. 1984: 100-400 ms), with a frame to spare on either side. */
    public static final long MIN_BLINK_MS = 50;

    /** Longer, the eyes were closed, or looked down. */
    public static final long MAX_BLINK_MS = 500;

    /** Time constant with which the open level follows a wider eye, ms. */
    public static final float RISE_MS = 300;

    /** Likewise a narrower one, ms. */
    public static final float FALL_MS = 5_000;

    /** Time constant with which the spread around the open level is followed, ms. */
    public static final float SPREAD_MS = 5_000;

    /** Frames further apart than this say nothing of what lay between them. */
    public static final long MAX_GAP_MS = 300;

    /** No eye is narrower; keeps the openness finite. */
    private static final float MIN_LEVEL = 0.02f;

    /** Blinks count up to this turn of the head to either side, degrees. */
    public static final float MAX_YAW_DEG = 30;

    /** Likewise up and down, degrees. */
    public static final float MAX_PITCH_DEG = 20;

    private BlinkDetector() {}

    /**
     * One frame further.
     *
     * @param previous the track of the frame before, or {@link BlinkTrack#start()}
     * @param recordingMs the frame's time
     * @param eye the eyes in it
     * @param pose the head in it
     */
    public static BlinkStep step(
            BlinkTrack previous, long recordingMs, EyeState eye, HeadPose pose) {
        boolean first = previous.openLevel() == 0;
        long elapsedMs = first ? 0 : recordingMs - previous.lastMs();
        float level = first ? Math.max(MIN_LEVEL, eye.opening()) : previous.openLevel();
        float openness = eye.opening() / level;
        float closedBelow = closedBelow(previous.spread());
        if (!facing(pose) || elapsedMs > MAX_GAP_MS) {
            BlinkTrack unknown = new BlinkTrack(level, previous.spread(), recordingMs, false, 0);
            return new BlinkStep(unknown, false, openness < closedBelow, openness);
        }
        boolean closed = openness < (previous.closed() ? closedBelow + HYSTERESIS : closedBelow);
        long closedSinceMs = previous.closed() ? previous.closedSinceMs() : recordingMs;
        long closedForMs = recordingMs - closedSinceMs;
        boolean ended =
                previous.closed()
                        && !closed
                        && closedForMs >= MIN_BLINK_MS
                        && closedForMs <= MAX_BLINK_MS;
        float nextLevel = follow(level, eye.opening(), elapsedMs, openness > 1 ? RISE_MS : FALL_MS);
        float nextSpread =
                closed
                        ? previous.spread()
                        : follow(previous.spread(), Math.abs(1 - openness), elapsedMs, SPREAD_MS);
        BlinkTrack track =
                new BlinkTrack(
                        nextLevel, nextSpread, recordingMs, closed, closed ? closedSinceMs : 0);
        return new BlinkStep(track, ended, closed, openness);
    }

    private static float closedBelow(float spread) {
        return Math.min(MAX_CLOSED, Math.max(MIN_CLOSED, 1 - CLOSED_SPREADS * spread));
    }

    private static boolean facing(HeadPose pose) {
        return Math.abs(pose.yawDeg()) <= MAX_YAW_DEG && Math.abs(pose.pitchDeg()) <= MAX_PITCH_DEG;
    }

    private static float follow(float from, float to, long elapsedMs, float constantMs) {
        return from + (to - from) * (float) -Math.expm1(-elapsedMs / constantMs);
    }
}
