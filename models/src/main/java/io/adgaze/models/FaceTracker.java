package io.adgaze.models;

import org.bytedeco.opencv.opencv_core.Mat;

/** Finds the viewer in a frame. */
public final class FaceTracker implements AutoCloseable {

    /** Loads the model. */
    public static FaceTracker load() {
        throw new UnsupportedOperationException();
    }

    /** Finds the viewer in a frame. */
    public FaceObservation track(Mat bgr, long recordingMs, FaceTrack previous) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
