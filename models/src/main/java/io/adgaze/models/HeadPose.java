package io.adgaze.models;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Where the head points, relative to the line from the camera to it; 0 is an average face that
 * looks into the camera.
 *
 * <p>The rotation that best lays MediaPipe's canonical face over the landmarks: weighted orthogonal
 * Procrustes problem (Kabsch 1976; weights and canonical points of MediaPipe's face geometry
 * module, {@code geometry_pipeline_metadata_landmarks} in @mediapipe/face_mesh 0.4.1657299874,
 * Apache-2.0).
 *
 * @param yawDeg -180..180, positive to the viewer's own right
 * @param pitchDeg -90..90, positive up
 * @param rollDeg -180..180, positive when the head leans to the viewer's own right shoulder
 */
public record HeadPose(float yawDeg, float pitchDeg, float rollDeg) {

    /** A point of the canonical face, cm: x to the viewer's own left, y up, z toward the camera. */
    private record CanonicalPoint(int landmark, double x, double y, double z, double weight) {}

    /** Points on the middle line. */
    private static final CanonicalPoint[] MIDDLE = {
        new CanonicalPoint(4, 0, -0.4632, 7.5866, 0.07091),
        new CanonicalPoint(6, 0, 2.4733, 5.7886, 0.03210),
        new CanonicalPoint(10, 0, 8.2618, 4.4815, 0.00845)
    };

    /** Points of the viewer's left half; the right half mirrors them. */
    private static final CanonicalPoint[] LEFT = {
        new CanonicalPoint(263, 4.4459, 2.6640, 3.1734, 0.05872),
        new CanonicalPoint(284, 6.2793, 6.6154, 1.4259, 0.00767),
        new CanonicalPoint(297, 3.5240, 8.0060, 3.7292, 0.00908),
        new CanonicalPoint(346, 5.2587, 0.9458, 2.9743, 0.00979),
        new CanonicalPoint(348, 3.3007, 0.8616, 3.8728, 0.01457),
        new CanonicalPoint(350, 1.8207, 1.4680, 4.2241, 0.01859),
        new CanonicalPoint(356, 7.7431, 2.3650, -2.0052, 0.00520),
        new CanonicalPoint(358, 1.7858, -0.9783, 4.8505, 0.12063),
        new CanonicalPoint(361, 7.2709, -2.8909, -2.2525, 0.00556),
        new CanonicalPoint(362, 1.8564, 2.5852, 3.7579, 0.05329),
        new CanonicalPoint(365, 5.0853, -7.1786, 0.7147, 0.06689),
        new CanonicalPoint(372, 6.4076, 2.2360, 1.5608, 0.01482),
        new CanonicalPoint(376, 6.2349, -1.9444, 1.6635, 0.01426),
        new CanonicalPoint(420, 1.2468, 0.2303, 5.6810, 0.02546),
        new CanonicalPoint(425, 3.8329, -1.5373, 4.1377, 0.04725)
    };

    /** The mirrored landmarks of {@link #LEFT}. */
    private static final int[] RIGHT = {
        33, 54, 67, 117, 119, 121, 127, 129, 132, 133, 136, 143, 147, 198, 205
    };

    /** All of them, centred. */
    private static final CanonicalPoint[] CANONICAL = centredCanonical();

    /** The pose of {@code face}. */
    public static HeadPose of(FaceLandmarks face) {
        DMatrixRMaj rotation = rotation(covariance(face));
        // Of R = R_y(yaw) R_x(pitch) R_z(roll), right-handed axes as in CanonicalPoint: the last
        // column is where the face looks, and the second row holds pitch and roll.
        return new HeadPose(
                degrees(Math.atan2(-rotation.get(0, 2), rotation.get(2, 2))),
                degrees(Math.asin(Math.max(-1, Math.min(1, rotation.get(1, 2))))),
                degrees(Math.atan2(rotation.get(1, 0), rotation.get(1, 1))));
    }

    /** Observed against canonical points; canonical ones are centred, so observed need not be. */
    private static DMatrixRMaj covariance(FaceLandmarks face) {
        DMatrixRMaj covariance = new DMatrixRMaj(3, 3);
        for (CanonicalPoint point : CANONICAL) {
            double x = point.weight * face.x(point.landmark);
            double y = -point.weight * face.y(point.landmark);
            double z = -point.weight * face.z(point.landmark);
            addOuter(covariance, 0, x, point);
            addOuter(covariance, 1, y, point);
            addOuter(covariance, 2, z, point);
        }
        return covariance;
    }

    private static void addOuter(DMatrixRMaj sum, int row, double value, CanonicalPoint point) {
        sum.add(row, 0, value * point.x);
        sum.add(row, 1, value * point.y);
        sum.add(row, 2, value * point.z);
    }

    /** The rotation nearest to {@code covariance}: U diag(1, 1, ±1) V'. */
    private static DMatrixRMaj rotation(DMatrixRMaj covariance) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(3, 3, true, true, false);
        if (!svd.decompose(covariance)) {
            throw new IllegalArgumentException("landmarks are not finite");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj vTransposed = svd.getV(null, true);
        DMatrixRMaj rotation = new DMatrixRMaj(3, 3);
        CommonOps_DDRM.mult(u, vTransposed, rotation);
        if (CommonOps_DDRM.det(rotation) < 0) {
            flipWeakest(u, svd.getSingularValues());
            CommonOps_DDRM.mult(u, vTransposed, rotation);
        }
        return rotation;
    }

    private static void flipWeakest(DMatrixRMaj u, double[] singularValues) {
        int weakest = 0;
        for (int i = 1; i < 3; i++) {
            if (singularValues[i] < singularValues[weakest]) {
                weakest = i;
            }
        }
        for (int row = 0; row < 3; row++) {
            u.set(row, weakest, -u.get(row, weakest));
        }
    }

    private static float degrees(double radians) {
        return (float) Math.toDegrees(radians);
    }

    private static CanonicalPoint[] centredCanonical() {
        CanonicalPoint[] all = new CanonicalPoint[MIDDLE.length + 2 * LEFT.length];
        System.arraycopy(MIDDLE, 0, all, 0, MIDDLE.length);
        for (int i = 0; i < LEFT.length; i++) {
            CanonicalPoint left = LEFT[i];
            all[MIDDLE.length + 2 * i] = left;
            all[MIDDLE.length + 2 * i + 1] =
                    new CanonicalPoint(RIGHT[i], -left.x, left.y, left.z, left.weight);
        }
        double weight = 0;
        double y = 0;
        double z = 0;
        for (CanonicalPoint point : all) {
            weight += point.weight;
            y += point.weight * point.y;
            z += point.weight * point.z;
        }
        for (int i = 0; i < all.length; i++) {
            CanonicalPoint point = all[i];
            all[i] =
                    new CanonicalPoint(
                            point.landmark,
                            point.x,
                            point.y - y / weight,
                            point.z - z / weight,
                            point.weight);
        }
        return all;
    }
}
