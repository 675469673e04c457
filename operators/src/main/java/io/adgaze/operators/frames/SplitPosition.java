package io.adgaze.operators.frames;

import io.adgaze.records.Versions;
import io.adgaze.video.DecodingCost;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How far a session has been read: what a restart needs to go on with the very next frame.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo. Its name is the
 * one that savepoints know.
 *
 * @param recording index of the recording being read
 * @param offsetMs where that recording starts on the session's recording clock
 * @param framesN frames decoded so far, over all recordings
 * @param firstMs the first frame's time; meaningless without frames
 * @param lastMs the last frame's time; meaningless without frames
 * @param dueMs when the next frame is due for analysis
 * @param rejected indices of the recordings that were rejected, which no reading does again; null
 *     from release 0.1.0
 * @param chain what code the frames before went through, by which the chain's operators remember
 *     them; null from release 0.1.0
 * @param spent what the recordings before this one cost to decode; null from before it was counted
 * @param coveredMs how much of the {@link NeededTime} has frames; null where frames of before it
 *     was counted are among them
 */
public record SplitPosition(
        int recording,
        long offsetMs,
        int framesN,
        long firstMs,
        long lastMs,
        double dueMs,
        @Nullable List<Integer> rejected,
        @Nullable String chain,
        @Nullable DecodingCost spent,
        @Nullable Long coveredMs) {

    /**
     * Raised with every change of what an operator of the chain remembers of a session that raises
     * no version in {@link Versions}.
     */
    private static final int MEMORY = 1;

    /** With the versions that rows carry: so each is of frames that were measured by one code. */
    static final String CHAIN =
            "metric %s, model %s, memory %d".formatted(Versions.METRIC, Versions.MODEL, MEMORY);

    static final SplitPosition START = start(List.of());

    /** Where to go on: from the start where nothing was reached, or by another chain. */
    static SplitPosition goingOnFrom(@Nullable SplitPosition reached) {
        if (reached == null) {
            return START;
        }
        return reached.isOfThisChain() ? reached : reached.backToStart();
    }

    private static SplitPosition start(List<Integer> rejected) {
        return new SplitPosition(0, 0, 0, 0, 0, 0, rejected, CHAIN, DecodingCost.NONE, 0L);
    }

    /** Whether the session is to be read from its start. */
    boolean isStart() {
        return recording == 0 && framesN == 0;
    }

    /** Whether the chain's operators remember what came before as the present code does. */
    boolean isOfThisChain() {
        return CHAIN.equals(chain);
    }

    /** The session's start, without the rejections that were reported on the way to here. */
    SplitPosition backToStart() {
        // Release 0.1.0 does not tell them: each recording that it had finished may be one.
        return start(rejected == null ? IntStream.range(0, recording).boxed().toList() : rejected);
    }

    boolean hasPassed(long recordingMs) {
        return framesN > 0 && recordingMs <= lastMs;
    }

    SplitPosition decoded(long recordingMs) {
        long first = framesN == 0 ? recordingMs : firstMs;
        return new SplitPosition(
                recording,
                offsetMs,
                framesN + 1,
                first,
                recordingMs,
                dueMs,
                rejected,
                chain,
                spent,
                coveredMs);
    }

    /** With so much more of the needed time covered. */
    SplitPosition covering(long ms) {
        return new SplitPosition(
                recording,
                offsetMs,
                framesN,
                firstMs,
                lastMs,
                dueMs,
                rejected,
                chain,
                spent,
                coveredMs == null ? null : coveredMs + ms);
    }

    SplitPosition due(double nextDueMs) {
        return new SplitPosition(
                recording, offsetMs, framesN, firstMs, lastMs, nextDueMs, rejected, chain, spent,
                coveredMs);
    }

    /** Whether any recording was rejected so far. */
    boolean hasRejected() {
        return rejected != null && !rejected.isEmpty();
    }

    /** What the recordings before this one cost. */
    DecodingCost spentBefore() {
        return spent == null ? DecodingCost.NONE : spent;
    }

    /** Whether the recording being read was rejected. */
    boolean isRejected() {
        return rejected != null && rejected.contains(recording);
    }

    SplitPosition reject() {
        List<Integer> more = new ArrayList<>(rejected == null ? List.of() : rejected);
        more.add(recording);
        return new SplitPosition(
                recording,
                offsetMs,
                framesN,
                firstMs,
                lastMs,
                dueMs,
                List.copyOf(more),
                chain,
                spent,
                coveredMs);
    }

    /**
     * The next recording, whose clock runs on from this one's end.
     *
     * @param cost what this one cost to decode
     */
    SplitPosition nextRecording(DecodingCost cost) {
        return at(recording + 1, cost);
    }

    /** The session's end, ahead of recordings that are not read. */
    SplitPosition end(int recordings) {
        return at(recordings, DecodingCost.NONE);
    }

    private SplitPosition at(int next, DecodingCost cost) {
        return new SplitPosition(
                next,
                endMs(),
                framesN,
                firstMs,
                lastMs,
                dueMs,
                rejected,
                chain,
                spentBefore().plus(cost),
                coveredMs);
    }

    /** End of the last frame: its time and the mean interval between frames. */
    long endMs() {
        return framesN == 0 ? offsetMs : lastMs + Math.round(meanIntervalMs());
    }

    @Nullable Float fpsMean() {
        return framesN < 2 ? null : (float) (1000 / meanIntervalMs());
    }

    private double meanIntervalMs() {
        // A single frame has no interval; a millisecond keeps its time inside the recording.
        return framesN < 2 ? 1 : (lastMs - firstMs) / (framesN - 1.0);
    }
}
