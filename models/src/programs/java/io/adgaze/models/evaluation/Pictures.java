package io.adgaze.models.evaluation;

import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Single pictures, seen as a recording's frames are. */
final class Pictures {

    private Pictures() {}

    /** The picture in {@code file}, BGR; the caller closes it. */
    static Mat read(Path file) throws BadDataException {
        if (!Files.isRegularFile(file)) {
            throw new BadDataException(file, "the index names it, and it is not there");
        }
        Mat bgr = opencv_imgcodecs.imread(file.toString(), opencv_imgcodecs.IMREAD_COLOR);
        if (bgr.empty()) {
            bgr.close();
            throw new BadDataException(file, "no picture that can be read");
        }
        return bgr;
    }

    /** The viewer, as in a recording: the mesh follows the face from the frame before. */
    static FaceObservation look(FaceTracker tracker, Mat bgr) {
        FaceTrack found = tracker.track(bgr, 0, FaceTrack.lost()).track();
        return tracker.track(bgr, 1, found);
    }
}
