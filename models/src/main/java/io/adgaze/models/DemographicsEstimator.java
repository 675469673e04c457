package io.adgaze.models;

import org.bytedeco.opencv.opencv_core.Mat;

/** Finds age and gender. */
public final class DemographicsEstimator implements AutoCloseable {

    /** Loads the model. */
    public static DemographicsEstimator load() {
        throw new UnsupportedOperationException();
    }

    /** Finds age and gender. */
    public Demographics estimate(Mat bgr, FaceLandmarks face) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
