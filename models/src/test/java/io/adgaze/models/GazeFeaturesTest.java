package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GazeFeaturesTest {

    private static FaceLandmarks face;

    @BeforeAll
    static void locate() {
        try (FaceTracker tracker = FaceTracker.load()) {
            face = tracker.track(Portrait.load(), 0, FaceTrack.lost()).landmarks();
        }
    }

    @Test
    void pixelsComeFirstAndAreStandardised() {
        float[] features = GazeFeatures.of(Portrait.load(), face);

        assertThat(features).hasSize(GazeFeatures.PIXELS + GazeFeatures.GEOMETRY);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < GazeFeatures.PIXELS; i++) {
            sum += features[i];
            squares += features[i] * features[i];
        }
        assertThat(sum / GazeFeatures.PIXELS).isCloseTo(0, within(1e-4));
        assertThat(squares / GazeFeatures.PIXELS).isCloseTo(1, within(1e-3));
    }

    @Test
    void howLightItIsHardlyMatters() {
        Mat dimmer = new Mat();
        Portrait.load().convertTo(dimmer, -1, 0.6, 10);

        assertThat(GazeFeatures.of(dimmer, face))
                .usingComparatorWithPrecision(0.1f)
                .containsExactly(GazeFeatures.of(Portrait.load(), face));
    }

    @Test
    void theEyesAreDarkestAtTheirIrises() {
        float[] features = GazeFeatures.of(Portrait.load(), face);
        float iris = 0;
        float corner = 0;
        for (int row = 3; row < 5; row++) {
            iris += features[row * GazeFeatures.COLUMNS + GazeFeatures.COLUMNS / 2 - 1];
            corner += features[row * GazeFeatures.COLUMNS];
        }
        assertThat(iris).isLessThan(corner - 1);
    }
}
