package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.InvalidReason;
import io.adgaze.records.measures.ValidityParameters;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Point2f;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Which frames are valid, and why others are not: what docs/quality.md promises, on dark, tiny,
 * covered, turned, absent and several faces.
 */
class SampleQualityTest {

    private static final Path QUALITY = Path.of("../docs/quality.md");
    private static final Path TURNED =
            Path.of("../jobs/src/programs/resources/samples/sessions/s-demo-4");
    private static final int FRAME_MS = 33;

    /** Mean luma of the portrait's face. */
    private static final double FACE_LUMA = 157;

    private static FaceTracker tracker;

    @BeforeAll
    static void load() {
        tracker = FaceTracker.load();
    }

    @AfterAll
    static void close() {
        tracker.close();
    }

    /** From bright to black: valid, too dark, and in the end not to be seen at all; never back. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 4})
    void asItGetsDarkerAFaceIsValidThenTooDarkThenGone(double noise) {
        List<InvalidReason> reasons = new ArrayList<>();
        for (int percent = 100; percent >= 1; percent -= percent > 20 ? 10 : 1) {
            reasons.add(seen(darkened(percent / 100., noise)).invalidReason());
        }

        assertThat(distinctInARow(reasons))
                .containsExactly(null, InvalidReason.TOO_DARK, InvalidReason.NO_FACE);
    }

    @ParameterizedTest
    @CsvSource({"1.2, ", "0.8, TOO_DARK"})
    void tooDarkIsAFaceOfALumaBelowTheThreshold(double ofThreshold, InvalidReason reason) {
        double gain = ofThreshold * ValidityParameters.MIN_LUMA / FACE_LUMA;

        assertThat(seen(darkened(gain, 0)).invalidReason()).isEqualTo(reason);
    }

    /** The face counts, not the room. */
    @Test
    void aBrightRoomDoesNotLightAFace() {
        Mat frame = new Mat(240, 320, opencv_core.CV_8UC3, Scalar.all(200));
        try (Rect place = new Rect(80, 40, 170, 180)) {
            darkened(0.07, 0).apply(place).copyTo(frame.apply(place));
        }
        FaceTrack bright = seen(Portrait.load()).track();

        assertThat(tracker.track(frame, FRAME_MS, bright).invalidReason())
                .isEqualTo(InvalidReason.TOO_DARK);
    }

    /** From large to tiny, in a picture of 320 x 240. */
    @Test
    void asItGetsSmallerAFaceIsValidThenTooSmallThenGone() {
        List<InvalidReason> reasons = new ArrayList<>();
        for (int percent = 100; percent >= 5; percent -= 5) {
            FaceObservation seen = seen(small(percent / 100.));
            reasons.add(seen.invalidReason());
            if (seen.landmarks() != null) {
                assertThat(seen.landmarks().eyeSpanPx() < ValidityParameters.MIN_EYE_SPAN_PX)
                        .isEqualTo(seen.invalidReason() == InvalidReason.TOO_SMALL);
            }
        }

        assertThat(distinctInARow(reasons))
                .containsExactly(null, InvalidReason.TOO_SMALL, InvalidReason.NO_FACE);
    }

    /**
     * The limit that the page tells of: half a face is a face to both networks, and what is hidden
     * is guessed.
     */
    @ParameterizedTest
    @CsvSource({"mouth, 163, 155, 38, 28", "eyes, 163, 103, 50, 20", "one half, 195, 120, 35, 65"})
    void aHandOverPartOfAFaceLeavesItValid(String part, int x, int y, int halfWidth, int height) {
        Mat covered = underHand(x, y, halfWidth, height);

        assertThat(seen(covered).invalidReason()).as(part).isNull();
        assertThat(afterSeconds(1, covered).invalidReason()).as(part).isNull();
    }

    @Test
    void aCoveredFaceIsNoFace() {
        assertThat(seen(underHand(163, 120, 60, 75)).invalidReason())
                .isEqualTo(InvalidReason.NO_FACE);
        assertThat(seen(underHand(180, 120, 55, 70)).invalidReason())
                .isEqualTo(InvalidReason.NO_FACE);
    }

    /** The mesh goes on seeing the face that it followed, with a score of 0.99. */
    @Test
    void aFaceThatIsCoveredWhileItIsFollowedIsNotValidForLong() {
        Mat covered = underHand(163, 120, 60, 75);
        FaceObservation seen = afterSeconds(1, covered);

        assertThat(seen.confidence()).isGreaterThan(ValidityParameters.MIN_CONFIDENCE);
        assertThat(seen.invalidReason()).isEqualTo(InvalidReason.LOW_CONFIDENCE);
        assertThat(tracker.track(Portrait.load(), 1500, seen.track()).invalidReason()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 90, 100, 110, 120, 130})
    void soIsAFaceBehindACurtain(int widthPx) {
        Mat covered = Portrait.load();
        paint(covered, new Rect(230 - widthPx, 40, widthPx, 150));

        assertThat(afterSeconds(1, covered).invalidReason())
                .isIn(InvalidReason.LOW_CONFIDENCE, InvalidReason.NO_FACE);
    }

    @Test
    void aFaceTurnedByFortyDegreesIsValid() throws Exception {
        List<String> truth = Files.readAllLines(TURNED.resolve("truth.csv"));
        int turned = 0;
        try (var source = Files.newByteChannel(TURNED.resolve("webcam.webm"));
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            FaceTrack track = FaceTrack.lost();
            int row = 1; // Below the header.
            for (VideoFrame f = decoder.next(); f != null; f = decoder.next(), row++) {
                FaceObservation seen = tracker.track(f.bgr(), f.timestampMs(), track);
                track = seen.track();
                if (yawDeg(truth.get(row)) >= 38) {
                    assertThat(seen.invalidReason()).isNull();
                    assertThat(HeadPose.of(seen.landmarks()).yawDeg())
                            .isGreaterThan(ValidityParameters.TURNED_DEG);
                    turned++;
                }
            }
        }
        assertThat(turned).isGreaterThan(30);
    }

    @Test
    void anEmptyRoomHasNoFace() {
        Mat noise = Portrait.emptyFrame();
        addNoise(noise, 60);

        assertThat(seen(Portrait.emptyFrame()).invalidReason()).isEqualTo(InvalidReason.NO_FACE);
        assertThat(seen(noise).invalidReason()).isEqualTo(InvalidReason.NO_FACE);
        assertThat(afterSeconds(1, Portrait.emptyFrame()).invalidReason())
                .isEqualTo(InvalidReason.NO_FACE);
    }

    /** The mesh alone takes a face that is upside down for one that stands, with a full score. */
    @ParameterizedTest
    @CsvSource({
        "0, ",
        "45, ",
        "-45, ",
        "75, TILTED",
        "-90, TILTED",
        "120, TILTED",
        "135, TILTED",
        "180, TILTED",
        "225, TILTED",
    })
    void aFaceOnItsSideOrUpsideDownIsTilted(double degrees, InvalidReason reason) {
        FaceObservation seen = seen(tilted(degrees));
        for (int ms = FRAME_MS; ms <= 1000; ms += FRAME_MS) {
            seen = tracker.track(tilted(degrees), ms, seen.track());
        }

        assertThat(seen.invalidReason()).isEqualTo(reason);
        double turned = HeadPose.of(seen.landmarks()).rollDeg() - degrees;
        assertThat(Math.cos(Math.toRadians(turned))).isGreaterThan(0.99);
    }

    @Test
    void aCameraThatIsTurnedOverMidwayIsNoticed() {
        FaceObservation seen = seen(tilted(0));
        for (int ms = FRAME_MS; ms <= 1200; ms += FRAME_MS) {
            seen = tracker.track(tilted(180), ms, seen.track());
        }

        assertThat(seen.invalidReason()).isEqualTo(InvalidReason.TILTED);
    }

    @ParameterizedTest
    @CsvSource({"1, MANY_FACES", "0.8, MANY_FACES", "0.6, "})
    void anotherFaceCountsFromHalfTheViewersArea(double scale, InvalidReason reason) {
        Mat frame = new Mat(480, 320, opencv_core.CV_8UC3, Scalar.all(90));
        Portrait.place(frame, 0, 0, 1);
        Portrait.place(frame, 0, 240, scale);

        assertThat(seen(frame).invalidReason()).isEqualTo(reason);
    }

    @Test
    void thePageTellsEveryReason() throws IOException {
        String page = Files.readString(QUALITY);

        for (InvalidReason reason : InvalidReason.values()) {
            assertThat(page).contains("| `" + reason.code() + "` |");
        }
    }

    private static FaceObservation seen(Mat frame) {
        return tracker.track(frame, 0, FaceTrack.lost());
    }

    /** What is seen of a frame that stays, after the viewer was followed into it. */
    private static FaceObservation afterSeconds(int seconds, Mat frame) {
        FaceObservation seen = seen(Portrait.load());
        for (int ms = FRAME_MS; ms <= seconds * 1000; ms += FRAME_MS) {
            seen = tracker.track(frame, ms, seen.track());
        }
        return seen;
    }

    private static List<InvalidReason> distinctInARow(List<InvalidReason> reasons) {
        List<InvalidReason> distinct = new ArrayList<>(reasons.subList(0, 1));
        for (InvalidReason reason : reasons) {
            if (reason != distinct.get(distinct.size() - 1)) {
                distinct.add(reason);
            }
        }
        return distinct;
    }

    private static double yawDeg(String truthRow) {
        return Double.parseDouble(truthRow.split(",", -1)[2]);
    }

    /** As a camera shows less light: all of it scaled, with the noise of its sensor. */
    private static Mat darkened(double gain, double noise) {
        Mat dark = new Mat();
        Portrait.load().convertTo(dark, -1, gain, 0);
        addNoise(dark, noise);
        return dark;
    }

    /** The portrait in the middle of a frame that is turned. */
    private static Mat tilted(double degrees) {
        Mat frame = new Mat(480, 480, opencv_core.CV_8UC3, Scalar.all(90));
        Portrait.place(frame, 80, 120, 1);
        Mat turned = new Mat();
        opencv_imgproc.warpAffine(
                frame,
                turned,
                opencv_imgproc.getRotationMatrix2D(new Point2f(240, 240), degrees, 1),
                frame.size(),
                opencv_imgproc.INTER_LINEAR,
                opencv_core.BORDER_CONSTANT,
                Scalar.all(90));
        return turned;
    }

    private static Mat small(double scale) {
        Mat frame = new Mat(240, 320, opencv_core.CV_8UC3, Scalar.all(90));
        Mat portrait = Portrait.scaled(scale);
        Portrait.place(frame, (320 - portrait.cols()) / 2, (240 - portrait.rows()) / 2, scale);
        return frame;
    }

    /**
     * An oval of a hand's colour, with fingers.
     *
     * @param halfHeight half of its height, px; {@code halfWidth} likewise
     */
    private static Mat underHand(int x, int y, int halfWidth, int halfHeight) {
        Mat frame = Portrait.load();
        opencv_imgproc.ellipse(
                frame,
                new Point(x, y),
                new Size(halfWidth, halfHeight),
                0,
                0,
                360,
                new Scalar(120, 150, 205, 0),
                opencv_imgproc.FILLED,
                opencv_imgproc.LINE_8,
                0);
        for (int finger = -1; finger <= 1; finger++) {
            int at = x + finger * halfWidth / 2;
            opencv_imgproc.line(
                    frame,
                    new Point(at, y - halfHeight),
                    new Point(at, y + halfHeight),
                    new Scalar(90, 115, 165, 0),
                    2,
                    opencv_imgproc.LINE_8,
                    0);
        }
        return frame;
    }

    private static void paint(Mat frame, Rect where) {
        opencv_imgproc.rectangle(
                frame,
                where,
                new Scalar(120, 150, 205, 0),
                opencv_imgproc.FILLED,
                opencv_imgproc.LINE_8,
                0);
    }

    /** Gaussian, the same each time. */
    private static void addNoise(Mat frame, double sd) {
        opencv_core.theRNG().state(1);
        try (Mat noise = new Mat(frame.size(), opencv_core.CV_16SC3);
                Mat mean = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(0));
                Mat deviation = new Mat(1, 1, opencv_core.CV_64F, Scalar.all(sd));
                Mat wide = new Mat()) {
            opencv_core.randn(noise, mean, deviation);
            frame.convertTo(wide, opencv_core.CV_16SC3);
            opencv_core.add(wide, noise, wide);
            wide.convertTo(frame, opencv_core.CV_8UC3);
        }
    }
}
