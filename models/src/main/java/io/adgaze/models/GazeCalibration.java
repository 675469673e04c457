package io.adgaze.models;

import io.adgaze.records.Screen;
import io.adgaze.records.measures.CalibrationParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A session's own map from {@link GazeFeatures} to its screen.
 *
 * <p>Ridge regression on centred features ({@link GazeRidge}). Features keep their own scale:
 * brought to variance 1 over the few points of one calibration, the noise of those that hardly
 * moved would weigh as much as the rest.
 *
 * @param weightsX pixels of the screen's width per unit of each feature
 * @param weightsY pixels of the screen's height per unit of each feature
 * @param interceptX the prediction where all features are 0
 * @param interceptY the prediction where all features are 0
 * @param heldOutErrorPx mean distance between a point's samples and their prediction by a fit
 *     without that point
 * @param pointsN points that were fitted
 */
@SuppressWarnings("ArrayRecordComponent")
public record GazeCalibration(
        double[] weightsX,
        double[] weightsY,
        double interceptX,
        double interceptY,
        double heldOutErrorPx,
        int pointsN) {

    /** Samples kept of a point, evenly spread: neighbouring frames say nearly the same. */
    private static final int MAX_SAMPLES_PER_POINT = 12;

    /**
     * Fits the samples; empty when they are of fewer than {@value CalibrationParameters#MIN_POINTS}
     * distinct points.
     *
     * @param samples in any order; each point counts once, however many samples it has
     * @param screen the screen that the points lie on
     */
    public static Optional<GazeCalibration> fit(List<GazeSample> samples, Screen screen) {
        Map<Integer, List<GazeSample>> byPoint =
                samples.stream()
                        .collect(
                                Collectors.groupingBy(
                                        GazeSample::point, TreeMap::new, Collectors.toList()));
        if (byPoint.size() < CalibrationParameters.MIN_POINTS) {
            return Optional.empty();
        }
        byPoint.replaceAll((point, ofPoint) -> thin(ofPoint));
        Map<Integer, GazePoint> points = new TreeMap<>();
        byPoint.forEach((point, ofPoint) -> points.put(point, GazePoint.of(ofPoint)));
        GazeRidge all = GazeRidge.fit(points.values());
        return Optional.of(
                new GazeCalibration(
                        all.weightsX(),
                        all.weightsY(),
                        all.interceptX(),
                        all.interceptY(),
                        heldOutError(byPoint, points),
                        byPoint.size()));
    }

    /** Where on the screen the viewer looks; outside it where the viewer looks off it. */
    public ScreenPoint predict(GazeFeatures features) {
        double x = interceptX;
        double y = interceptY;
        for (int i = 0; i < GazeFeatures.LENGTH; i++) {
            x += weightsX[i] * features.value(i);
            y += weightsY[i] * features.value(i);
        }
        return new ScreenPoint(x, y);
    }

    private static List<GazeSample> thin(List<GazeSample> samples) {
        if (samples.size() <= MAX_SAMPLES_PER_POINT) {
            return samples;
        }
        List<GazeSample> kept = new ArrayList<>(MAX_SAMPLES_PER_POINT);
        for (int i = 0; i < MAX_SAMPLES_PER_POINT; i++) {
            kept.add(samples.get(i * samples.size() / MAX_SAMPLES_PER_POINT));
        }
        return kept;
    }

    private static double heldOutError(
            Map<Integer, List<GazeSample>> samples, Map<Integer, GazePoint> points) {
        double sum = 0;
        for (Map.Entry<Integer, List<GazeSample>> heldOut : samples.entrySet()) {
            Map<Integer, GazePoint> others = new TreeMap<>(points);
            others.remove(heldOut.getKey());
            GazeRidge ridge = GazeRidge.fit(others.values());
            sum += heldOut.getValue().stream().mapToDouble(ridge::errorPx).average().orElseThrow();
        }
        return sum / samples.size();
    }
}
