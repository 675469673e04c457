package io.adgaze.models;

/** Takes the jitter out of gaze points. */
public final class GazeSmoother {

    /**
     * What one point adds.
     *
     * @param smoothing the state for the next point
     * @param point the smoothed point
     */
    public record Step(GazeSmoothing smoothing, ScreenPoint point) {}

    private GazeSmoother() {}

    /** One point further. */
    public static Step step(GazeSmoothing previous, long recordingMs, ScreenPoint point) {
        throw new UnsupportedOperationException();
    }
}
