package io.adgaze.models;

import java.util.Arrays;

/**
 * Takes the jitter out of gaze points: the median of the last {@value #WINDOW_MS} ms, x and y each.
 *
 * <p>A median keeps the jump from one fixation to the next sharp, where a mean would draw a line
 * that nobody looked along. Fixations last about as long as the window or longer.
 */
public final class GazeSmoother {

    static final long WINDOW_MS = 300;

    /** What is kept at most, whatever the frame rate. */
    private static final int MAX_POINTS = 64;

    /**
     * What one point adds.
     *
     * @param smoothing the state for the next point
     * @param point the smoothed point
     */
    public record Step(GazeSmoothing smoothing, ScreenPoint point) {}

    private GazeSmoother() {}

    /**
     * One point further.
     *
     * @param previous the state after the point before, or {@link GazeSmoothing#start()}
     * @param recordingMs the point's time
     * @param point the point
     */
    public static Step step(GazeSmoothing previous, long recordingMs, ScreenPoint point) {
        int first = firstWithin(previous.recordingMs(), recordingMs);
        GazeSmoothing next =
                new GazeSmoothing(
                        append(previous.recordingMs(), first, recordingMs),
                        append(previous.xPx(), first, point.xPx()),
                        append(previous.yPx(), first, point.yPx()));
        return new Step(next, new ScreenPoint(median(next.xPx()), median(next.yPx())));
    }

    private static int firstWithin(long[] times, long recordingMs) {
        int first = Math.max(0, times.length + 1 - MAX_POINTS);
        while (first < times.length && times[first] <= recordingMs - WINDOW_MS) {
            first++;
        }
        return first;
    }

    private static long[] append(long[] values, int first, long value) {
        long[] result = Arrays.copyOfRange(values, first, values.length + 1);
        result[result.length - 1] = value;
        return result;
    }

    private static double[] append(double[] values, int first, double value) {
        double[] result = Arrays.copyOfRange(values, first, values.length + 1);
        result[result.length - 1] = value;
        return result;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
