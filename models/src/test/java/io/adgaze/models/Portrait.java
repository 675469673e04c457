package io.adgaze.models;

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

/** The test portrait: a woman who smiles into the camera, alone or in a larger frame. */
public final class Portrait {

    private Portrait() {}

    /** 320 x 240 px, BGR. */
    public static Mat load() {
        try (InputStream png = Portrait.class.getResourceAsStream("astronaut.png")) {
            byte[] bytes = png.readAllBytes();
            return opencv_imgcodecs.imdecode(
                    new Mat(new BytePointer(bytes), false), opencv_imgcodecs.IMREAD_COLOR);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A grey frame of 640 x 480 px. */
    static Mat emptyFrame() {
        return new Mat(480, 640, opencv_core.CV_8UC3, Scalar.all(90));
    }

    /** Puts the portrait, {@code scale} times as large, into {@code frame}. */
    static void place(Mat frame, int left, int top, double scale) {
        Mat scaled = scaled(scale);
        scaled.copyTo(frame.apply(new Rect(left, top, scaled.cols(), scaled.rows())));
    }

    static Mat scaled(double scale) {
        Mat scaled = new Mat();
        opencv_imgproc.resize(load(), scaled, new Size(), scale, scale, opencv_imgproc.INTER_AREA);
        return scaled;
    }
}
