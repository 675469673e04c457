package io.adgaze.models;

import java.util.Collection;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A linear map from gaze features to screen pixels: ridge regression that is also held not to
 * answer to {@link EyeTangents}.
 */
@SuppressWarnings("ArrayRecordComponent")
record GazeRidge(double[] weightsX, double[] weightsY, double interceptX, double interceptY) {

    /**
     * Added to the features' products, which sum to about 30 a point: little, since the tangents
     * already hold the weights down. From 0.1 to 1 the error hardly changes.
     */
    private static final double RIDGE = 0.5;

    /**
     * Fits calibration points: minimises, over points, the mean squared error plus the squared
     * answer to the tangents, plus {@value #RIDGE} times the squared weights.
     */
    static GazeRidge fit(Collection<GazePoint> points) {
        int features = GazeFeatures.LENGTH;
        int n = points.size();
        double[] mean = new double[features];
        double meanX = 0;
        double meanY = 0;
        for (GazePoint point : points) {
            for (int i = 0; i < features; i++) {
                mean[i] += point.mean()[i] / n;
            }
            meanX += point.xPx() / n;
            meanY += point.yPx() / n;
        }
        DMatrixRMaj products = CommonOps_DDRM.identity(features);
        CommonOps_DDRM.scale(RIDGE, products);
        DMatrixRMaj towards = new DMatrixRMaj(features, 2);
        for (GazePoint point : points) {
            CommonOps_DDRM.addEquals(products, point.products());
            for (int i = 0; i < features; i++) {
                towards.add(i, 0, (point.mean()[i] - mean[i]) * (point.xPx() - meanX));
                towards.add(i, 1, (point.mean()[i] - mean[i]) * (point.yPx() - meanY));
            }
        }
        DMatrixRMaj centre = new DMatrixRMaj(features, 1, true, mean);
        CommonOps_DDRM.multAddTransB(-n, centre, centre, products);
        return of(solve(products, towards), mean, meanX, meanY);
    }

    double errorPx(GazeSample sample) {
        double x = interceptX;
        double y = interceptY;
        for (int i = 0; i < weightsX.length; i++) {
            x += weightsX[i] * sample.features().value(i);
            y += weightsY[i] * sample.features().value(i);
        }
        return Math.hypot(x - sample.xPx(), y - sample.yPx());
    }

    private static DMatrixRMaj solve(DMatrixRMaj products, DMatrixRMaj towards) {
        LinearSolverDense<DMatrixRMaj> solver =
                LinearSolverFactory_DDRM.chol(products.getNumRows());
        if (!solver.setA(products)) {
            throw new IllegalArgumentException("gaze features are not finite");
        }
        DMatrixRMaj weights = new DMatrixRMaj(products.getNumRows(), 2);
        solver.solve(towards, weights);
        return weights;
    }

    private static GazeRidge of(DMatrixRMaj weights, double[] mean, double meanX, double meanY) {
        double[] weightsX = new double[mean.length];
        double[] weightsY = new double[mean.length];
        double interceptX = meanX;
        double interceptY = meanY;
        for (int i = 0; i < mean.length; i++) {
            weightsX[i] = weights.get(i, 0);
            weightsY[i] = weights.get(i, 1);
            interceptX -= weightsX[i] * mean[i];
            interceptY -= weightsY[i] * mean[i];
        }
        return new GazeRidge(weightsX, weightsY, interceptX, interceptY);
    }
}
