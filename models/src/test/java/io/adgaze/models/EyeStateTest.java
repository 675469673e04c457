package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EyeStateTest {

    private static FaceLandmarks face;

    @BeforeAll
    static void locate() {
        try (FaceTracker tracker = FaceTracker.load()) {
            face = tracker.track(Portrait.load(), 0, FaceTrack.lost()).landmarks();
        }
    }

    @Test
    void openEyesThatLookIntoTheCamera() {
        EyeState eyes = EyeState.of(face);

        assertThat(eyes.opening()).isBetween(0.22f, 0.45f);
        assertThat(eyes.irisXNorm()).isCloseTo(0, within(0.1f));
        assertThat(eyes.irisYNorm()).isCloseTo(0, within(0.1f));
    }

    @Test
    void anIrisMovedLeftInThePictureLooksToTheOwnRight() {
        EyeState moved = EyeState.of(withIrises(-2, 0));

        assertThat(moved.irisXNorm()).isGreaterThan(EyeState.of(face).irisXNorm() + 0.05f);
    }

    @Test
    void anIrisMovedUpInThePictureLooksUp() {
        EyeState moved = EyeState.of(withIrises(0, -2));

        assertThat(moved.irisYNorm()).isGreaterThan(EyeState.of(face).irisYNorm() + 0.05f);
    }

    @Test
    void theHeadsLeanDoesNotMatter() {
        double angle = Math.toRadians(30);
        float[] leaning = face.xyzPx().clone();
        for (int i = 0; i < leaning.length; i += 3) {
            float x = leaning[i];
            float y = leaning[i + 1];
            leaning[i] = (float) (Math.cos(angle) * x - Math.sin(angle) * y);
            leaning[i + 1] = (float) (Math.sin(angle) * x + Math.cos(angle) * y);
        }
        EyeState upright = EyeState.of(face);
        EyeState tilted = EyeState.of(new FaceLandmarks(leaning, 1));

        assertThat(tilted.opening()).isCloseTo(upright.opening(), within(1e-3f));
        assertThat(tilted.irisXNorm()).isCloseTo(upright.irisXNorm(), within(1e-3f));
        assertThat(tilted.irisYNorm()).isCloseTo(upright.irisYNorm(), within(1e-3f));
    }

    private static FaceLandmarks withIrises(float byXPx, float byYPx) {
        float[] moved = face.xyzPx().clone();
        for (int i = FaceLandmarks.SURFACE_COUNT; i < FaceLandmarks.COUNT; i++) {
            moved[3 * i] += byXPx;
            moved[3 * i + 1] += byYPx;
        }
        return new FaceLandmarks(moved, 1);
    }
}
