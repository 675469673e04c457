package io.adgaze.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Finds the faces in a frame, within about two metres of the camera.
 *
 * <p>MediaPipe's short-range face detector (Bazarevsky et al. 2019, "BlazeFace"); see the card
 * {@code face_detector}. For one thread.
 */
public final class FaceDetector implements AutoCloseable {

    private static final int INPUT_PX = 128;

    /** MediaPipe's own threshold and overlap for this network. */
    private static final float MIN_SCORE = 0.5f;

    private static final float SAME_FACE_OVERLAP = 0.3f;

    /** A candidate: its score, its box, and six key points, of which the eyes come first. */
    private static final int CANDIDATE_LENGTH = 17;

    private final TorchModel model;
    private final Mat square = new Mat(INPUT_PX, INPUT_PX, opencv_core.CV_8UC3, Scalar.all(0));
    private final Mat rgb = new Mat();

    private FaceDetector(TorchModel model) {
        this.model = model;
    }

    /** Loads and warms up the network: 0.2-1 s. */
    public static FaceDetector load() {
        return new FaceDetector(TorchModel.load("face_detector", INPUT_PX, INPUT_PX, 3));
    }

    /**
     * The faces in the frame, the most certain first.
     *
     * @param bgr the frame, 8 bits a channel
     */
    public List<FaceBox> detect(Mat bgr) {
        Letterbox letterbox = Letterbox.of(bgr);
        letterbox.fill(square, bgr);
        opencv_imgproc.cvtColor(square, rgb, opencv_imgproc.COLOR_BGR2RGB);
        return merge(candidates(model.run(rgb)[0], letterbox));
    }

    @Override
    public void close() {
        model.close();
        square.close();
        rgb.close();
    }

    private static List<Candidate> candidates(float[] output, Letterbox letterbox) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < output.length; i += CANDIDATE_LENGTH) {
            if (output[i] > MIN_SCORE) {
                candidates.add(Candidate.at(output, i, letterbox));
            }
        }
        candidates.sort(Comparator.comparingDouble(candidate -> -candidate.score));
        return candidates;
    }

    /**
     * One box a face: the mean of its candidates, weighted by their scores, with the best one's
     * score (BlazeFace's replacement for non-maximum suppression, which trembles less).
     */
    private static List<FaceBox> merge(List<Candidate> candidates) {
        List<FaceBox> faces = new ArrayList<>();
        List<Candidate> remaining = candidates;
        while (!remaining.isEmpty()) {
            FaceBox best = remaining.get(0).toBox();
            List<Candidate> others = new ArrayList<>();
            Candidate sum = new Candidate(0, new float[Candidate.COORDINATES]);
            for (Candidate candidate : remaining) {
                if (candidate.toBox().overlap(best) > SAME_FACE_OVERLAP) {
                    sum = sum.plus(candidate);
                } else {
                    others.add(candidate);
                }
            }
            faces.add(sum.mean(best.score()).toBox());
            remaining = others;
        }
        return faces;
    }

    /** Score, then left, top, right, bottom, right eye x and y, left eye x and y, frame px. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Candidate(float score, float[] px) {

        static final int COORDINATES = 8;

        static Candidate at(float[] output, int offset, Letterbox letterbox) {
            float[] px = new float[COORDINATES];
            for (int i = 0; i < COORDINATES; i += 2) {
                px[i] = letterbox.toFrameX(output[offset + 1 + i]);
                px[i + 1] = letterbox.toFrameY(output[offset + 2 + i]);
            }
            return new Candidate(output[offset], px);
        }

        Candidate plus(Candidate other) {
            float[] sum = px.clone();
            for (int i = 0; i < COORDINATES; i++) {
                sum[i] += other.score * other.px[i];
            }
            return new Candidate(score + other.score, sum);
        }

        Candidate mean(float bestScore) {
            float[] mean = px.clone();
            for (int i = 0; i < COORDINATES; i++) {
                mean[i] /= score;
            }
            return new Candidate(bestScore, mean);
        }

        FaceBox toBox() {
            double roll = Math.atan2(px[7] - px[5], px[6] - px[4]);
            return new FaceBox(score, px[0], px[1], px[2], px[3], (float) roll);
        }
    }

    /** Where a frame lies in the detector's square. */
    private record Letterbox(int leftPx, int topPx, int widthPx, int heightPx, float scale) {

        static Letterbox of(Mat frame) {
            float scale = (float) INPUT_PX / Math.max(frame.cols(), frame.rows());
            int width = Math.max(1, Math.round(frame.cols() * scale));
            int height = Math.max(1, Math.round(frame.rows() * scale));
            return new Letterbox(
                    (INPUT_PX - width) / 2, (INPUT_PX - height) / 2, width, height, scale);
        }

        void fill(Mat square, Mat frame) {
            try (Scalar black = Scalar.all(0);
                    Rect inside = new Rect(leftPx, topPx, widthPx, heightPx);
                    Mat target = new Mat(square, inside);
                    Size size = new Size(widthPx, heightPx)) {
                square.put(black);
                int method = scale < 1 ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR;
                opencv_imgproc.resize(frame, target, size, 0, 0, method);
            }
        }

        float toFrameX(float share) {
            return (share * INPUT_PX - leftPx) / scale;
        }

        float toFrameY(float share) {
            return (share * INPUT_PX - topPx) / scale;
        }
    }
}
