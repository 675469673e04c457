package io.adgaze.models;

import org.bytedeco.opencv.opencv_core.Mat;

/** Finds the expression. */
public final class ExpressionClassifier implements AutoCloseable {

    /** Loads the model. */
    public static ExpressionClassifier load() {
        throw new UnsupportedOperationException();
    }

    /** Finds the expression. */
    public io.adgaze.records.ExpressionProbabilities classify(Mat bgr, FaceLandmarks face) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
