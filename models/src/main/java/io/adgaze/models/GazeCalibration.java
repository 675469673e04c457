package io.adgaze.models;

import io.adgaze.records.Screen;
import java.util.List;
import java.util.Optional;

/** A session's own map from {@link GazeFeatures} to its screen. */
@SuppressWarnings("ArrayRecordComponent")
public record GazeCalibration(
        float[] mean,
        float[] scale,
        double[] weightsX,
        double[] weightsY,
        double interceptX,
        double interceptY,
        double heldOutErrorPx,
        int pointsN) {

    /** Fits the samples; empty when they are of fewer than five points. */
    public static Optional<GazeCalibration> fit(List<GazeSample> samples, Screen screen) {
        throw new UnsupportedOperationException();
    }

    /** Where on the screen the viewer looks. */
    public ScreenPoint predict(float[] features) {
        throw new UnsupportedOperationException();
    }
}
