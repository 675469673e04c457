package io.adgaze.operators.frames;

/**
 * Chooses the frames that are analysed, so that at most a given number a second are.
 *
 * <p>Frames are due at even steps of the recording's clock; a frame may come early by {@value
 * #EARLY_STEPS} of a step, so that the jitter of a webcam at the very same rate drops nothing. The
 * choice depends on the timestamps alone.
 */
final class FramePacing {

    private static final double EARLY_STEPS = 0.4;

    private final double stepMs;

    FramePacing(double framesPerSecond) {
        this.stepMs = 1000 / framesPerSecond;
    }

    boolean isDue(long recordingMs, double dueMs) {
        return recordingMs + EARLY_STEPS * stepMs >= dueMs;
    }

    /** When the next frame is due, after one at {@code recordingMs} was taken. */
    double after(long recordingMs, double dueMs) {
        return Math.max(dueMs, recordingMs - EARLY_STEPS * stepMs) + stepMs;
    }
}
