package io.adgaze.models;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * One calibration point as {@link GazeRidge} needs it: moments of its samples, each point weighing
 * the same however many samples it has.
 *
 * @param xPx the point on the screen
 * @param yPx the point on the screen
 * @param mean the samples' mean features
 * @param products mean outer product of a sample's features with themselves, plus those of the
 *     {@link EyeTangents} at the mean; LENGTH x LENGTH
 */
@SuppressWarnings("ArrayRecordComponent")
record GazePoint(double xPx, double yPx, double[] mean, DMatrixRMaj products) {

    /** The moments of the samples of one point; at least one. */
    static GazePoint of(List<GazeSample> samples) {
        GazeSample any = samples.get(0);
        double weight = 1.0 / samples.size();
        double[] mean = new double[GazeFeatures.LENGTH];
        double[][] scaled = new double[samples.size()][GazeFeatures.LENGTH];
        for (int i = 0; i < scaled.length; i++) {
            GazeFeatures features = samples.get(i).features();
            for (int j = 0; j < mean.length; j++) {
                mean[j] += weight * features.value(j);
                scaled[i][j] = Math.sqrt(weight) * features.value(j);
            }
        }
        DMatrixRMaj products = new DMatrixRMaj(GazeFeatures.LENGTH, GazeFeatures.LENGTH);
        addOuterProducts(scaled, products);
        addOuterProducts(EyeTangents.at(mean), products);
        return new GazePoint(any.xPx(), any.yPx(), mean, products);
    }

    private static void addOuterProducts(double[][] rows, DMatrixRMaj sum) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows);
        CommonOps_DDRM.multAddTransA(matrix, matrix, sum);
    }
}
