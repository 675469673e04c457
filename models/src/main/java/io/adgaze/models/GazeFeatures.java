package io.adgaze.models;

import org.bytedeco.opencv.opencv_core.Mat;

/** What of a frame tells where the viewer looks. */
public final class GazeFeatures {

    private GazeFeatures() {}

    /** The features of one face. */
    public static float[] of(Mat bgr, FaceLandmarks face) {
        throw new UnsupportedOperationException();
    }
}
