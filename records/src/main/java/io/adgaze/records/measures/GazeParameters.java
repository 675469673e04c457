package io.adgaze.records.measures;

/** From which frames gaze is taken, and how it is smoothed. */
public final class GazeParameters {

    /**
     * Turned further than this to either side of where it looked at the calibration points, a head
     * hides an eye's corner, and no point says what the eyes look like there: no gaze, degrees.
     */
    public static final float MAX_TURN_DEG = 30;

    /** A frame's gaze is the median over this much time around it, ms: about a short fixation. */
    public static final long SMOOTHING_WINDOW_MS = 300;

    private GazeParameters() {}
}
