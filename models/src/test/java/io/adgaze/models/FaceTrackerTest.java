package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.InvalidReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceTrackerTest {

    private static FaceTracker tracker;

    @BeforeAll
    static void load() {
        tracker = FaceTracker.load();
    }

    @AfterAll
    static void close() {
        tracker.close();
    }

    @Test
    void findsTheViewer() {
        FaceObservation seen = tracker.track(Portrait.load(), 0, FaceTrack.lost());

        assertThat(seen.invalidReason()).isNull();
        assertThat(seen.confidence()).isGreaterThan(0.9f);
        FaceLandmarks face = seen.landmarks();
        assertThat(face.xyzPx()).hasSize(FaceLandmarks.COUNT * 3);
        // The viewer's right eye is on the left of the picture, above the nose; chin at the bottom.
        assertThat(face.x(FaceLandmarks.RIGHT_IRIS)).isCloseTo(144, within(3f));
        assertThat(face.x(FaceLandmarks.LEFT_IRIS)).isCloseTo(187, within(3f));
        assertThat(face.y(FaceLandmarks.RIGHT_IRIS)).isCloseTo(103, within(3f));
        assertThat(face.y(FaceLandmarks.NOSE_TIP)).isCloseTo(128, within(4f));
        assertThat(face.y(FaceLandmarks.CHIN)).isCloseTo(177, within(5f));
    }

    @Test
    void followsTheViewerAcrossTheFrame() {
        FaceTrack track = FaceTrack.lost();
        for (int i = 0; i < 20; i++) {
            Mat frame = Portrait.emptyFrame();
            Portrait.place(frame, 8 * i, 5 * i, 1);
            FaceObservation seen = tracker.track(frame, 33L * i, track);
            track = seen.track();
            assertThat(seen.invalidReason()).isNull();
            assertThat(seen.landmarks().x(FaceLandmarks.NOSE_TIP) - 8 * i)
                    .isCloseTo(162, within(5f));
        }
    }

    @Test
    void saysWhenNobodyIsThereAndFindsThemAgain() {
        FaceTrack track = tracker.track(Portrait.load(), 0, FaceTrack.lost()).track();
        FaceObservation gone = tracker.track(Portrait.emptyFrame(), 33, track);
        FaceObservation back = tracker.track(Portrait.load(), 66, gone.track());

        assertThat(gone.landmarks()).isNull();
        assertThat(gone.confidence()).isZero();
        assertThat(gone.invalidReason()).isEqualTo(InvalidReason.NO_FACE);
        assertThat(back.invalidReason()).isNull();
    }

    @Test
    void isUnclearWhileAnotherFaceOfComparableSizeIsThere() {
        Mat alone = Portrait.emptyFrame();
        Portrait.place(alone, 0, 100, 1);
        Mat together = alone.clone();
        Portrait.place(together, 320, 100, 1);
        FaceTrack track = tracker.track(alone, 0, FaceTrack.lost()).track();

        FaceObservation beforeNextLook = tracker.track(together, 33, track);
        FaceObservation joined = tracker.track(together, 533, beforeNextLook.track());
        FaceObservation still = tracker.track(together, 566, joined.track());
        FaceObservation left = tracker.track(alone, 1066, still.track());

        assertThat(beforeNextLook.invalidReason()).isNull();
        assertThat(joined.invalidReason()).isEqualTo(InvalidReason.MANY_FACES);
        assertThat(still.invalidReason()).isEqualTo(InvalidReason.MANY_FACES);
        assertThat(left.invalidReason()).isNull();
    }

    @Test
    void aMuchSmallerFaceBehindDoesNotMatter() {
        Mat frame = Portrait.emptyFrame();
        Portrait.place(frame, 0, 60, 1.4);
        Portrait.place(frame, 460, 100, 0.5);

        FaceObservation seen = tracker.track(frame, 0, FaceTrack.lost());

        assertThat(seen.invalidReason()).isNull();
        assertThat(seen.landmarks().x(FaceLandmarks.NOSE_TIP)).isLessThan(320);
    }

    @Test
    void startsWithTheLargestFace() {
        Mat frame = Portrait.emptyFrame();
        Portrait.place(frame, 0, 100, 0.7);
        Portrait.place(frame, 300, 100, 1);

        FaceLandmarks face = tracker.track(frame, 0, FaceTrack.lost()).landmarks();

        assertThat(face.x(FaceLandmarks.NOSE_TIP)).isGreaterThan(400);
    }

    @Test
    void staysWithTheViewerWhenALargerFaceAppears() {
        Mat viewer = Portrait.emptyFrame();
        Portrait.place(viewer, 0, 100, 0.7);
        Mat both = viewer.clone();
        Portrait.place(both, 300, 100, 1);
        FaceTrack known = tracker.track(viewer, 0, FaceTrack.lost()).track();
        FaceTrack lostForAMoment = tracker.track(Portrait.emptyFrame(), 400, known).track();

        FaceLandmarks followed = tracker.track(both, 600, known).landmarks();
        FaceLandmarks foundAgain = tracker.track(both, 600, lostForAMoment).landmarks();

        assertThat(followed.x(FaceLandmarks.NOSE_TIP)).isLessThan(200);
        assertThat(foundAgain.x(FaceLandmarks.NOSE_TIP)).isLessThan(200);
    }

    @Test
    void aTinyFaceIsTooSmall() {
        Mat frame = new Mat(240, 320, opencv_core.CV_8UC3, Scalar.all(90));
        Portrait.place(frame, 100, 75, 0.35);

        assertThat(tracker.track(frame, 0, FaceTrack.lost()).invalidReason())
                .isEqualTo(InvalidReason.TOO_SMALL);
    }

    @Test
    void aFaceInTheDarkIsTooDark() {
        Mat dark = new Mat();
        Portrait.load().convertTo(dark, -1, 0.07, 0);
        FaceTrack track = tracker.track(Portrait.load(), 0, FaceTrack.lost()).track();

        assertThat(tracker.track(dark, 33, track).invalidReason())
                .isEqualTo(InvalidReason.TOO_DARK);
    }

    @Test
    void aDimFaceIsNotTooDark() {
        Mat dim = new Mat();
        Portrait.load().convertTo(dim, -1, 0.25, 0);

        assertThat(tracker.track(dim, 0, FaceTrack.lost()).invalidReason()).isNull();
    }

    @Test
    void dependsOnFrameTimeAndTrackAlone() {
        Mat frame = Portrait.load();
        FaceTrack track = tracker.track(frame, 0, FaceTrack.lost()).track();
        FaceObservation first = tracker.track(frame, 33, track);
        for (int i = 0; i < 20; i++) {
            tracker.track(Portrait.emptyFrame(), 66, first.track());
        }
        FaceObservation later = tracker.track(frame, 33, track);

        assertThat(later.track()).isEqualTo(first.track());
        assertThat(later.landmarks().xyzPx()).isEqualTo(first.landmarks().xyzPx());
        try (FaceTracker another = FaceTracker.load()) {
            assertThat(another.track(frame, 33, track).landmarks().xyzPx())
                    .isEqualTo(first.landmarks().xyzPx());
        }
    }

    @Test
    void instancesOnDifferentThreadsDoNotDisturbEachOther() throws Exception {
        float[] expected = tracker.track(Portrait.load(), 0, FaceTrack.lost()).landmarks().xyzPx();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                results.add(threads.submit(FaceTrackerTest::trackManyTimes));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] trackManyTimes() {
        try (FaceTracker own = FaceTracker.load();
                Mat portrait = Portrait.load()) {
            float[] face = null;
            for (int i = 0; i < 25; i++) {
                face = own.track(portrait, 0, FaceTrack.lost()).landmarks().xyzPx();
            }
            return face;
        }
    }
}
