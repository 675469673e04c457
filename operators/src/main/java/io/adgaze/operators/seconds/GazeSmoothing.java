package io.adgaze.operators.seconds;

import static java.util.Objects.requireNonNull;

import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.records.measures.GazeParameters;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the jitter out of a session's gaze: the median of the points around each frame.
 *
 * <p>Centred, so that gaze does not lag behind the ad; a median, so that a saccade stays a step.
 */
final class GazeSmoothing {

    /** To either side. */
    private static final long HALF_WINDOW_MS = GazeParameters.SMOOTHING_WINDOW_MS / 2;

    private GazeSmoothing() {}

    /** The frames, by time, with their gaze smoothed. */
    static List<MeasuredFrame> smooth(List<MeasuredFrame> frames) {
        List<MeasuredFrame> seen = frames.stream().filter(f -> f.gazeXNorm() != null).toList();
        List<MeasuredFrame> smoothed = new ArrayList<>(frames.size());
        int first = 0;
        int end = 0;
        for (MeasuredFrame frame : frames) {
            if (frame.gazeXNorm() == null) {
                smoothed.add(frame);
                continue;
            }
            while (seen.get(first).recordingMs() < frame.recordingMs() - HALF_WINDOW_MS) {
                first++;
            }
            while (end < seen.size()
                    && seen.get(end).recordingMs() <= frame.recordingMs() + HALF_WINDOW_MS) {
                end++;
            }
            List<MeasuredFrame> around = seen.subList(first, end);
            smoothed.add(
                    frame.withGaze(
                            requireNonNull(Means.median(around, MeasuredFrame::gazeXNorm)),
                            requireNonNull(Means.median(around, MeasuredFrame::gazeYNorm))));
        }
        return smoothed;
    }
}
