package io.adgaze.models.evaluation;

import io.adgaze.models.ScreenPoint;
import io.adgaze.records.Screen;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far predicted points are from those looked at, in percent of the screen's width.
 *
 * @param framesN frames
 * @param distance mean distance
 * @param dx mean horizontal distance
 * @param dy mean vertical distance, of the width too, so that a centimetre counts the same
 */
record GazeError(int framesN, double distance, double dx, double dy) {

    private static final double PERCENT = 100;

    /** The errors of {@code predicted}, one a look. */
    static GazeError of(List<Look> looks, List<ScreenPoint> predicted, Screen screen) {
        double distance = 0;
        double dx = 0;
        double dy = 0;
        for (int i = 0; i < looks.size(); i++) {
            double x = predicted.get(i).xPx() - looks.get(i).xPx();
            double y = predicted.get(i).yPx() - looks.get(i).yPx();
            distance += Math.hypot(x, y);
            dx += Math.abs(x);
            dy += Math.abs(y);
        }
        double scale = PERCENT / screen.widthPx() / looks.size();
        return new GazeError(looks.size(), distance * scale, dx * scale, dy * scale);
    }

    /** The errors of a map, frame by frame. */
    static GazeError of(List<Look> looks, GazeMap map, Screen screen) {
        return of(looks, looks.stream().map(map::predict).toList(), screen);
    }

    /** Mean over sessions, each counting the same. */
    static GazeError mean(List<GazeError> sessions) {
        return new GazeError(
                sessions.stream().mapToInt(GazeError::framesN).sum(),
                mean(sessions, GazeError::distance),
                mean(sessions, GazeError::dx),
                mean(sessions, GazeError::dy));
    }

    private static double mean(List<GazeError> sessions, ToDoubleFunction<GazeError> figure) {
        return Statistics.mean(sessions.stream().mapToDouble(figure).toArray());
    }
}
