package io.adgaze.models;

import org.bytedeco.opencv.opencv_core.Mat;

/** Finds the faces in a frame. */
public final class FaceDetector implements AutoCloseable {

    /** Loads the model. */
    public static FaceDetector load() {
        throw new UnsupportedOperationException();
    }

    /** Finds the faces in a frame. */
    public java.util.List<FaceBox> detect(Mat bgr) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
