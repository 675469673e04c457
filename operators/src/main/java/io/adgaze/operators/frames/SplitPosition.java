package io.adgaze.operators.frames;

/**
 * How far a session has been split into frames: what a restart needs to go on with the very next
 * frame.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo.
 *
 * @param recording index of the recording being read
 * @param offsetMs where that recording starts on the session's recording clock
 * @param framesN frames decoded so far, over all recordings
 * @param firstMs the first frame's time; meaningless without frames
 * @param lastMs the last frame's time; meaningless without frames
 * @param dueMs when the next frame is due for analysis
 */
public record SplitPosition(
        int recording, long offsetMs, int framesN, long firstMs, long lastMs, double dueMs) {

    static final SplitPosition START = new SplitPosition(0, 0, 0, 0, 0, 0);

    boolean hasPassed(long recordingMs) {
        return framesN > 0 && recordingMs <= lastMs;
    }

    SplitPosition decoded(long recordingMs) {
        long first = framesN == 0 ? recordingMs : firstMs;
        return new SplitPosition(recording, offsetMs, framesN + 1, first, recordingMs, dueMs);
    }

    SplitPosition due(double nextDueMs) {
        return new SplitPosition(recording, offsetMs, framesN, firstMs, lastMs, nextDueMs);
    }

    /** The next recording's clock runs on from this one's end. */
    SplitPosition nextRecording() {
        return new SplitPosition(recording + 1, endMs(), framesN, firstMs, lastMs, dueMs);
    }

    /** End of the last frame: its time and the mean interval between frames. */
    long endMs() {
        return framesN == 0 ? offsetMs : lastMs + Math.round(meanIntervalMs());
    }

    Float fpsMean() {
        return framesN < 2 ? null : (float) (1000 / meanIntervalMs());
    }

    private double meanIntervalMs() {
        // A single frame has no interval; a millisecond keeps its time inside the recording.
        return framesN < 2 ? 1 : (lastMs - firstMs) / (framesN - 1.0);
    }
}
