package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.Serializable;
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
        GazeFeatures features = GazeFeatures.of(Portrait.load(), face);

        assertThat(values(features)).hasSize(GazeFeatures.PIXELS + GazeFeatures.GEOMETRY);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < GazeFeatures.PIXELS; i++) {
            sum += features.value(i);
            squares += features.value(i) * features.value(i);
        }
        assertThat(sum / GazeFeatures.PIXELS).isCloseTo(0, within(1e-4));
        assertThat(squares / GazeFeatures.PIXELS).isCloseTo(1, within(1e-3));
    }

    @Test
    void howLightItIsHardlyMatters() {
        Mat dimmer = new Mat();
        Portrait.load().convertTo(dimmer, -1, 0.6, 10);

        assertThat(values(GazeFeatures.of(dimmer, face)))
                .usingComparatorWithPrecision(0.1f)
                .containsExactly(values(GazeFeatures.of(Portrait.load(), face)));
    }

    @Test
    void theEyesAreDarkestAtTheirIrises() {
        GazeFeatures features = GazeFeatures.of(Portrait.load(), face);
        float iris = 0;
        float corner = 0;
        for (int row = 3; row < 5; row++) {
            iris += features.value(row * GazeFeatures.COLUMNS + GazeFeatures.COLUMNS / 2 - 1);
            corner += features.value(row * GazeFeatures.COLUMNS);
        }
        assertThat(iris).isLessThan(corner - 1);
    }

    /** They are a picture of a viewer's eyes: no log, no stream and no state may hold them. */
    @Test
    void canNeitherBeSerialisedNorPrinted() {
        GazeSample sample = new GazeSample(GazeFeatures.of(Portrait.load(), face), 1, 2, 3);

        assertThat(sample.features()).isNotInstanceOf(Serializable.class);
        assertThat(sample.toString()).matches(".*GazeFeatures@[0-9a-f]+, xPx=1.0.*");
    }

    private static float[] values(GazeFeatures features) {
        float[] values = new float[GazeFeatures.LENGTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = features.value(i);
        }
        return values;
    }
}
