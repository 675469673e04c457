package io.adgaze.operators.frames;

import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.records.InvalidReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * A viewer who smiles into the camera; the landmarks found in her portrait can be made to turn the
 * head, move the eyes and close the lids.
 */
final class Viewer {

    /** 320 x 240 px; never written to. */
    static final Mat PORTRAIT = portrait();

    private static final int[] UPPER_LIDS = {159, 160, 158, 386, 385, 387};
    private static final int[] LOWER_LIDS = {145, 144, 153, 374, 380, 373};
    private static final float CLOSED = .2f;
    private static final int RIGHT_EYE_OUTER = 33;
    private static final int RIGHT_EYE_INNER = 133;

    private static FaceLandmarks found;

    private final float[] xyzPx;

    private Viewer(float[] xyzPx) {
        this.xyzPx = xyzPx;
    }

    /** As in the portrait: facing the camera, eyes open. */
    static Viewer facing() {
        return new Viewer(landmarks().xyzPx().clone());
    }

    /** Turns the head about the vertical axis, positive to her own right. */
    Viewer turned(double yawDeg) {
        double sine = Math.sin(Math.toRadians(yawDeg));
        double cosine = Math.cos(Math.toRadians(yawDeg));
        float centreX = mean(0);
        float centreZ = mean(2);
        for (int i = 0; i < xyzPx.length; i += 3) {
            double x = xyzPx[i] - centreX;
            double z = xyzPx[i + 2] - centreZ;
            xyzPx[i] = (float) (centreX + x * cosine + z * sine);
            xyzPx[i + 2] = (float) (centreZ + z * cosine - x * sine);
        }
        return this;
    }

    /** Moves the irises, in eye widths: to the picture's right and down. */
    Viewer looking(double right, double down) {
        float eyeWidth = Math.abs(xyzPx[3 * RIGHT_EYE_INNER] - xyzPx[3 * RIGHT_EYE_OUTER]);
        for (int i = FaceLandmarks.SURFACE_COUNT; i < FaceLandmarks.COUNT; i++) {
            xyzPx[3 * i] += (float) (right * eyeWidth);
            xyzPx[3 * i + 1] += (float) (down * eyeWidth);
        }
        return this;
    }

    /** Lowers the upper lids most of the way, as far as landmarks of closed eyes show it. */
    Viewer eyesClosed() {
        for (int i = 0; i < UPPER_LIDS.length; i++) {
            for (int axis = 0; axis < 3; axis++) {
                int upper = 3 * UPPER_LIDS[i] + axis;
                float lower = xyzPx[3 * LOWER_LIDS[i] + axis];
                xyzPx[upper] = lower + CLOSED * (xyzPx[upper] - lower);
            }
        }
        return this;
    }

    /** What the tracker would say of her. */
    FaceObservation observed() {
        return new FaceObservation(FaceTrack.lost(), new FaceLandmarks(xyzPx, .99f), .99f, null);
    }

    /** What the tracker would say of her where the frame cannot be used. */
    FaceObservation unusable(InvalidReason reason) {
        return new FaceObservation(FaceTrack.lost(), new FaceLandmarks(xyzPx, .99f), .99f, reason);
    }

    /** What the tracker says where nobody is. */
    static FaceObservation nobody() {
        return new FaceObservation(FaceTrack.lost(), null, 0, InvalidReason.NO_FACE);
    }

    /** A grey picture of 640 x 480 px with her portrait in it, so many times as large. */
    static Mat at(int leftPx, int topPx, double scale) {
        Mat frame = empty();
        place(frame, leftPx, topPx, scale);
        return frame;
    }

    /** A grey picture of 640 x 480 px without anybody. */
    static Mat empty() {
        try (Scalar grey = Scalar.all(90)) {
            return new Mat(480, 640, opencv_core.CV_8UC3, grey);
        }
    }

    /** Puts her portrait into a picture. */
    static void place(Mat frame, int leftPx, int topPx, double scale) {
        try (Mat scaled = new Mat();
                Size free = new Size()) {
            opencv_imgproc.resize(PORTRAIT, scaled, free, scale, scale, opencv_imgproc.INTER_AREA);
            try (Rect place = new Rect(leftPx, topPx, scaled.cols(), scaled.rows());
                    Mat part = frame.apply(place)) {
                scaled.copyTo(part);
            }
        }
    }

    private float mean(int axis) {
        double sum = 0;
        for (int i = axis; i < xyzPx.length; i += 3) {
            sum += xyzPx[i];
        }
        return (float) (sum / FaceLandmarks.COUNT);
    }

    private static synchronized FaceLandmarks landmarks() {
        if (found == null) {
            try (FaceTracker tracker = FaceTracker.load()) {
                found = tracker.track(PORTRAIT, 0, FaceTrack.lost()).landmarks();
            }
        }
        return found;
    }

    private static Mat portrait() {
        try (InputStream jpeg = Viewer.class.getResourceAsStream("astronaut.jpg");
                BytePointer bytes = new BytePointer(jpeg.readAllBytes());
                Mat encoded = new Mat(bytes, false)) {
            return opencv_imgcodecs.imdecode(encoded, opencv_imgcodecs.IMREAD_COLOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
