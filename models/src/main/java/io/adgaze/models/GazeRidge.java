package io.adgaze.models;

import java.util.Collection;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A linear map from gaze features to screen pixels, by weighted ridge regression in its dual form.
 */
@SuppressWarnings("ArrayRecordComponent")
record GazeRidge(double[] weightsX, double[] weightsY, double interceptX, double interceptY) {

    /**
     * Added to the samples' inner products, which are of the order of 30: little, since so few
     * points bear hardly more than an interpolation. From 0.3 to 3 the error hardly changes.
     */
    private static final double RIDGE = 1;

    /** Fits samples grouped by point; each point weighs the same. */
    static GazeRidge fit(Collection<List<GazeSample>> points) {
        return new Fit(points).solve();
    }

    double errorPx(GazeSample sample) {
        double x = interceptX;
        double y = interceptY;
        for (int i = 0; i < weightsX.length; i++) {
            x += weightsX[i] * sample.features()[i];
            y += weightsY[i] * sample.features()[i];
        }
        return Math.hypot(x - sample.xPx(), y - sample.yPx());
    }

    private static final class Fit {

        private final GazeSample[] samples;
        private final double[] weights;
        private final double totalWeight;
        private final int features;

        Fit(Collection<List<GazeSample>> points) {
            samples = points.stream().flatMap(List::stream).toArray(GazeSample[]::new);
            weights =
                    points.stream()
                            .flatMap(point -> point.stream().map(sample -> 1.0 / point.size()))
                            .mapToDouble(Double::doubleValue)
                            .toArray();
            totalWeight = points.size();
            features = samples[0].features().length;
        }

        GazeRidge solve() {
            double[] mean = featureMeans();
            double meanX = 0;
            double meanY = 0;
            for (int i = 0; i < samples.length; i++) {
                meanX += weights[i] * samples[i].xPx() / totalWeight;
                meanY += weights[i] * samples[i].yPx() / totalWeight;
            }
            DMatrixRMaj centred = centred(mean);
            DMatrixRMaj dual = dual(centred, meanX, meanY);
            DMatrixRMaj primal = new DMatrixRMaj(features, 2);
            CommonOps_DDRM.multTransA(centred, dual, primal);
            double[] weightsX = column(primal, 0);
            double[] weightsY = column(primal, 1);
            return new GazeRidge(
                    weightsX, weightsY, meanX - dot(weightsX, mean), meanY - dot(weightsY, mean));
        }

        private double[] featureMeans() {
            double[] mean = new double[features];
            for (int i = 0; i < samples.length; i++) {
                for (int j = 0; j < features; j++) {
                    mean[j] += weights[i] * samples[i].features()[j] / totalWeight;
                }
            }
            return mean;
        }

        private DMatrixRMaj centred(double[] mean) {
            DMatrixRMaj centred = new DMatrixRMaj(samples.length, features);
            for (int i = 0; i < samples.length; i++) {
                for (int j = 0; j < features; j++) {
                    centred.set(i, j, samples[i].features()[j] - mean[j]);
                }
            }
            return centred;
        }

        /** Solves (X X' + ridge W^-1) a = y for both axes. */
        private DMatrixRMaj dual(DMatrixRMaj x, double meanX, double meanY) {
            int n = samples.length;
            DMatrixRMaj kernel = new DMatrixRMaj(n, n);
            CommonOps_DDRM.multTransB(x, x, kernel);
            DMatrixRMaj targets = new DMatrixRMaj(n, 2);
            for (int i = 0; i < n; i++) {
                kernel.add(i, i, RIDGE / weights[i]);
                targets.set(i, 0, samples[i].xPx() - meanX);
                targets.set(i, 1, samples[i].yPx() - meanY);
            }
            LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
            if (!solver.setA(kernel)) {
                throw new IllegalArgumentException("gaze features are not finite");
            }
            DMatrixRMaj dual = new DMatrixRMaj(n, 2);
            solver.solve(targets, dual);
            return dual;
        }

        private static double[] column(DMatrixRMaj matrix, int column) {
            double[] values = new double[matrix.numRows];
            for (int i = 0; i < values.length; i++) {
                values[i] = matrix.get(i, column);
            }
            return values;
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }
    }
}
