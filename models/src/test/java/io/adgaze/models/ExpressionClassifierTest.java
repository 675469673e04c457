package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.records.ExpressionProbabilities;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class ExpressionClassifierTest {

    @Test
    void aSmileIsHappyAndProbabilitiesSumToOne() {
        try (FaceTracker tracker = FaceTracker.load();
                ExpressionClassifier classifier = ExpressionClassifier.load()) {
            Mat portrait = Portrait.load();
            FaceLandmarks face = tracker.track(portrait, 0, FaceTrack.lost()).landmarks();

            ExpressionProbabilities p = classifier.classify(portrait, face);

            assertThat(p.dominant()).isEqualTo("happy");
            assertThat(p.happy()).isGreaterThan(0.8f);
            float sum = 0;
            for (float probability : p.toArray()) {
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-4f));
        }
    }
}
