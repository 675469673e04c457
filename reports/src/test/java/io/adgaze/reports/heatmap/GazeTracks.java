package io.adgaze.reports.heatmap;

import io.adgaze.records.GazeTrack;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Gaze with known truth. */
public final class GazeTracks {

    /** The mean error of a good webcam calibration, in widths of the picture. */
    public static final float ERROR_NORM = 0.08f;

    private GazeTracks() {}

    /** A viewer who follows a path, {@code pointsPerSecond} points a second. */
    public static GazeTrack following(
            DoubleUnaryOperator x, DoubleUnaryOperator y, double seconds, int pointsPerSecond) {
        int n = (int) (seconds * pointsPerSecond);
        int[] adMs = new int[n];
        float[] xNorm = new float[n];
        float[] yNorm = new float[n];
        for (int i = 0; i < n; i++) {
            adMs[i] = i * 1000 / pointsPerSecond;
            xNorm[i] = (float) x.applyAsDouble(adMs[i] / 1000.0);
            yNorm[i] = (float) y.applyAsDouble(adMs[i] / 1000.0);
        }
        return new GazeTrack(adMs, xNorm, yNorm, ERROR_NORM);
    }

    /** A viewer who looks at one place throughout. */
    public static GazeTrack at(double x, double y, double seconds) {
        return following(second -> x, second -> y, seconds, GazeTrack.RATE_HZ);
    }

    /** As many viewers who all do the same. */
    public static List<GazeTrack> times(int viewers, GazeTrack track) {
        return Collections.nCopies(viewers, track);
    }
}
