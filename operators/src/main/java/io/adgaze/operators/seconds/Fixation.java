package io.adgaze.operators.seconds;

/**
 * A stay of the eyes at one place of the ad.
 *
 * @param adMs the ad's media time at its first frame
 * @param recordingMs that frame's time, on the recording's clock
 * @param durationMs from its first frame to its last, on the recording's clock
 * @param xNorm mean of its frames' gaze, in widths of the ad's picture
 * @param yNorm likewise, in heights
 * @param dispersionNorm root mean square distance of its frames' gaze from that mean, in widths of
 *     the ad's picture
 */
record Fixation(
        long adMs,
        long recordingMs,
        long durationMs,
        float xNorm,
        float yNorm,
        float dispersionNorm) {

    private static final long SECOND_MS = 1000;

    /** The ad second in which it began. */
    int adSecond() {
        return (int) (adMs / SECOND_MS);
    }
}
