package io.adgaze.models;

import static io.adgaze.records.measures.BlinkParameters.CLOSED_SPREADS;
import static io.adgaze.records.measures.BlinkParameters.FALL_MS;
import static io.adgaze.records.measures.BlinkParameters.HYSTERESIS;
import static io.adgaze.records.measures.BlinkParameters.MAX_CLOSED;
import static io.adgaze.records.measures.BlinkParameters.MAX_GAP_MS;
import static io.adgaze.records.measures.BlinkParameters.MAX_MS;
import static io.adgaze.records.measures.BlinkParameters.MAX_PITCH_DEG;
import static io.adgaze.records.measures.BlinkParameters.MAX_YAW_DEG;
import static io.adgaze.records.measures.BlinkParameters.MIN_CLOSED;
import static io.adgaze.records.measures.BlinkParameters.MIN_MS;
import static io.adgaze.records.measures.BlinkParameters.RISE_MS;
import static io.adgaze.records.measures.BlinkParameters.SPREAD_MS;

/**
 * Counts blinks against the session's own open eye.
 *
 * <p>A fixed threshold over-counts with glasses and narrow eyes: the open level follows the
 * session, quickly up and slowly down, so that it stays near the upper end of what the eyes do.
 * Only short closures count, and only while the head faces the camera, since the lids seem to close
 * when it turns or bows.
 */
public final class BlinkDetector {

    /** No eye is narrower; keeps the openness finite. */
    private static final float MIN_LEVEL = 0.02f;

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
                previous.closed() && !closed && closedForMs >= MIN_MS && closedForMs <= MAX_MS;
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
