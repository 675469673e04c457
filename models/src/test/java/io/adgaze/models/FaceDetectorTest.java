package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FaceDetectorTest {

    private static FaceDetector detector;

    @BeforeAll
    static void load() {
        detector = FaceDetector.load();
    }

    @AfterAll
    static void close() {
        detector.close();
    }

    @Test
    void findsTheFaceOnce() {
        List<FaceBox> faces = detector.detect(Portrait.load());

        assertThat(faces).hasSize(1);
        FaceBox face = faces.get(0);
        assertThat(face.score()).isGreaterThan(0.8f);
        assertThat((face.leftPx() + face.rightPx()) / 2).isCloseTo(165, within(15f));
        assertThat((face.topPx() + face.bottomPx()) / 2).isCloseTo(115, within(20f));
        assertThat(face.rollRad()).isCloseTo(0, within(0.2f));
    }

    @Test
    void findsTwoFacesInAPictureOfTwo() {
        Mat frame = Portrait.emptyFrame();
        Portrait.place(frame, 0, 100, 1);
        Portrait.place(frame, 320, 100, 1);

        assertThat(detector.detect(frame)).hasSize(2);
    }

    @Test
    void findsNothingInAnEmptyPicture() {
        assertThat(detector.detect(Portrait.emptyFrame())).isEmpty();
    }

    @Test
    void givesTheSameForTheSame() {
        List<FaceBox> first = detector.detect(Portrait.load());
        detector.detect(Portrait.emptyFrame());

        assertThat(detector.detect(Portrait.load())).isEqualTo(first);
        try (FaceDetector another = FaceDetector.load()) {
            assertThat(another.detect(Portrait.load())).isEqualTo(first);
        }
    }
}
