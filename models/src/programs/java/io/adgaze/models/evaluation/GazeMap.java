package io.adgaze.models.evaluation;

import io.adgaze.models.GazeCalibration;
import io.adgaze.models.GazeSample;
import io.adgaze.models.ScreenPoint;
import io.adgaze.records.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** From a frame to a point of the screen: the job's calibration, and what it must beat. */
@FunctionalInterface
interface GazeMap {

    /** To either side of a frame: what the job smooths a session's gaze over. */
    long HALF_WINDOW_MS = 150;

    /** Where the viewer looks, by this map. */
    ScreenPoint predict(Look look);

    /** Of {@link GazeCalibration}; empty when it has too few points. */
    static Optional<GazeMap> of(Optional<GazeCalibration> calibration) {
        return calibration.map(fit -> look -> fit.predict(look.features()));
    }

    /** The job's calibration; empty when there are too few points. */
    static Optional<GazeCalibration> calibrate(List<Look> looks, Screen screen) {
        if (looks.isEmpty()) {
            return Optional.empty();
        }
        List<GazeSample> samples =
                looks.stream()
                        .map(l -> new GazeSample(l.features(), l.xPx(), l.yPx(), l.point()))
                        .toList();
        return GazeCalibration.fit(samples, screen);
    }

    /** Always the middle of the calibration. */
    static GazeMap constant(List<Look> calibration) {
        ScreenPoint middle =
                new ScreenPoint(
                        Statistics.mean(calibration.stream().mapToDouble(Look::xPx).toArray()),
                        Statistics.mean(calibration.stream().mapToDouble(Look::yPx).toArray()));
        return look -> middle;
    }

    /** A least-squares plane over the iris offset for each axis of the screen. */
    static Optional<GazeMap> irisOnly(List<Look> calibration) {
        int n = calibration.size();
        if (n < 3) {
            return Optional.empty();
        }
        DMatrixRMaj offsets = new DMatrixRMaj(n, 3);
        DMatrixRMaj points = new DMatrixRMaj(n, 2);
        for (int i = 0; i < n; i++) {
            Look look = calibration.get(i);
            offsets.set(i, 0, 1);
            offsets.set(i, 1, look.eye().irisXNorm());
            offsets.set(i, 2, look.eye().irisYNorm());
            points.set(i, 0, look.xPx());
            points.set(i, 1, look.yPx());
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(n, 3);
        if (!solver.setA(offsets)) {
            return Optional.empty();
        }
        DMatrixRMaj plane = new DMatrixRMaj(3, 2);
        solver.solve(points, plane);
        return Optional.of(look -> new ScreenPoint(axis(plane, look, 0), axis(plane, look, 1)));
    }

    private static double axis(DMatrixRMaj plane, Look look, int axis) {
        return plane.get(0, axis)
                + plane.get(1, axis) * look.eye().irisXNorm()
                + plane.get(2, axis) * look.eye().irisYNorm();
    }

    /**
     * The map's points of a recording's frames, in their order, smoothed as the job does: the
     * median of those around each.
     */
    default List<ScreenPoint> smoothed(List<Look> looks) {
        List<ScreenPoint> raw = looks.stream().map(this::predict).toList();
        List<ScreenPoint> smoothed = new ArrayList<>(raw.size());
        int first = 0;
        int end = 0;
        for (Look look : looks) {
            while (looks.get(first).timeMs() < look.timeMs() - HALF_WINDOW_MS) {
                first++;
            }
            while (end < looks.size()
                    && looks.get(end).timeMs() <= look.timeMs() + HALF_WINDOW_MS) {
                end++;
            }
            List<ScreenPoint> around = raw.subList(first, end);
            smoothed.add(
                    new ScreenPoint(
                            median(around, ScreenPoint::xPx), median(around, ScreenPoint::yPx)));
        }
        return smoothed;
    }

    private static double median(List<ScreenPoint> points, ToDoubleFunction<ScreenPoint> axis) {
        return Statistics.median(points.stream().mapToDouble(axis).toArray());
    }
}
