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

    /** Closed below this share of the open level, open again above the other. */
    private static final float CLOSED = 0.62f;

    private static final float REOPENED = 0.75f;

    /** A blink's length (Stern et al. 1984: 100-400 ms), with a frame to spare on either side. */
    private static final long MIN_BLINK_MS = 50;

    private static final long MAX_BLINK_MS = 500;

    /** Time constants with which the open level follows a wider and a narrower eye. */
    private static final float RISE_MS = 300;

    private static final float FALL_MS = 5_000;

    /** Frames further apart than this say nothing of what lay between them. */
    private static final long MAX_GAP_MS = 300;

    private static final float MAX_YAW_DEG = 30;
    private static final float MAX_PITCH_DEG = 20;

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
        float level = first ? eye.opening() : previous.openLevel();
        float openness = eye.opening() / level;
        boolean closed = openness < (previous.closed() ? REOPENED : CLOSED);
        if (!facing(pose) || elapsedMs > MAX_GAP_MS) {
            BlinkTrack unknown = new BlinkTrack(level, recordingMs, false, 0);
            return new BlinkStep(unknown, false, openness < CLOSED, openness);
        }
        long closedSinceMs = previous.closed() ? previous.closedSinceMs() : recordingMs;
        long closedForMs = recordingMs - closedSinceMs;
        boolean ended =
                previous.closed()
                        && !closed
                        && closedForMs >= MIN_BLINK_MS
                        && closedForMs <= MAX_BLINK_MS;
        BlinkTrack track =
                new BlinkTrack(
                        follow(level, eye.opening(), elapsedMs),
                        recordingMs,
                        closed,
                        closed ? closedSinceMs : 0);
        return new BlinkStep(track, ended, closed, openness);
    }

    private static boolean facing(HeadPose pose) {
        return Math.abs(pose.yawDeg()) <= MAX_YAW_DEG && Math.abs(pose.pitchDeg()) <= MAX_PITCH_DEG;
    }

    private static float follow(float level, float opening, long elapsedMs) {
        float constant = opening > level ? RISE_MS : FALL_MS;
        return level + (opening - level) * (float) -Math.expm1(-elapsedMs / constant);
    }
}
