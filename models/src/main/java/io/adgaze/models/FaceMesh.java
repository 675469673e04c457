package io.adgaze.models;

import org.bytedeco.opencv.opencv_core.Mat;

/** Finds the face in a region. */
public final class FaceMesh implements AutoCloseable {

    /** Loads the model. */
    public static FaceMesh load() {
        throw new UnsupportedOperationException();
    }

    /** Finds the face in a region. */
    public FaceLandmarks locate(Mat bgr, FaceRegion region) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
