package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class DemographicsEstimatorTest {

    @Test
    void agreesWithWhatIsKnownOfThePortrait() {
        try (FaceTracker tracker = FaceTracker.load();
                DemographicsEstimator estimator = DemographicsEstimator.load()) {
            Mat portrait = Portrait.load();
            FaceLandmarks face = tracker.track(portrait, 0, FaceTrack.lost()).landmarks();

            Demographics estimate = estimator.estimate(portrait, face);

            // A woman in her thirties.
            assertThat(estimate.maleProbability()).isLessThan(0.3f);
            assertThat(estimate.ageYears()).isBetween(24f, 46f);
        }
    }
}
