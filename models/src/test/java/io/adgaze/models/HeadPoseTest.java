package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HeadPoseTest {

    private static FaceLandmarks face;
    private static FaceLandmarks mirrored;

    @BeforeAll
    static void locate() {
        try (FaceTracker tracker = FaceTracker.load();
                Mat flipped = new Mat()) {
            face = tracker.track(Portrait.load(), 0, FaceTrack.lost()).landmarks();
            opencv_core.flip(Portrait.load(), flipped, 1);
            mirrored = tracker.track(flipped, 0, FaceTrack.lost()).landmarks();
        }
    }

    @Test
    void aFaceThatLooksIntoTheCameraIsNearZero() {
        HeadPose pose = HeadPose.of(face);

        assertThat(pose.yawDeg()).isCloseTo(0, within(10f));
        assertThat(pose.pitchDeg()).isCloseTo(0, within(15f));
        assertThat(pose.rollDeg()).isCloseTo(0, within(10f));
    }

    @Test
    void turningToTheOwnRightIsPositiveYaw() {
        // The viewer's own right is on the left of the picture: points near the camera (negative z)
        // move to the left.
        HeadPose turned = HeadPose.of(rotated(Axis.VERTICAL, 20));

        assertThat(turned.yawDeg() - HeadPose.of(face).yawDeg()).isCloseTo(20, within(1f));
    }

    @Test
    void lookingUpIsPositivePitch() {
        HeadPose raised = HeadPose.of(rotated(Axis.ACROSS, 15));

        assertThat(raised.pitchDeg() - HeadPose.of(face).pitchDeg()).isCloseTo(15, within(1f));
    }

    @Test
    void leaningToTheOwnRightShoulderIsPositiveRoll() {
        HeadPose leaning = HeadPose.of(rotated(Axis.VIEW, 25));

        assertThat(leaning.rollDeg() - HeadPose.of(face).rollDeg()).isCloseTo(25, within(1f));
    }

    @Test
    void aMirrorTurnsYawAndRollAround() {
        HeadPose pose = HeadPose.of(face);
        HeadPose reflected = HeadPose.of(mirrored);

        assertThat(reflected.yawDeg()).isCloseTo(-pose.yawDeg(), within(4f));
        assertThat(reflected.pitchDeg()).isCloseTo(pose.pitchDeg(), within(4f));
        assertThat(reflected.rollDeg()).isCloseTo(-pose.rollDeg(), within(2f));
    }

    @Test
    void sizeAndPlaceDoNotMatter() {
        float[] moved = face.xyzPx().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = moved[i] * 2.5f + (i % 3 == 2 ? 0 : 77);
        }
        HeadPose pose = HeadPose.of(face);
        HeadPose elsewhere = HeadPose.of(new FaceLandmarks(moved, 1));

        assertThat(elsewhere.yawDeg()).isCloseTo(pose.yawDeg(), within(0.01f));
        assertThat(elsewhere.pitchDeg()).isCloseTo(pose.pitchDeg(), within(0.01f));
    }

    /** Axes of the picture: x to the right, y down, z away from the camera. */
    private enum Axis {
        VERTICAL,
        ACROSS,
        VIEW
    }

    /**
     * Turns the face: about the vertical so that the nose moves left in the picture, about the line
     * across so that it moves up, about the view so that the forehead moves left.
     */
    private static FaceLandmarks rotated(Axis axis, double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        float[] turned = face.xyzPx().clone();
        for (int i = 0; i < turned.length; i += 3) {
            float x = turned[i];
            float y = turned[i + 1];
            float z = turned[i + 2];
            switch (axis) {
                case VERTICAL -> {
                    turned[i] = (float) (cos * x + sin * z);
                    turned[i + 2] = (float) (cos * z - sin * x);
                }
                case ACROSS -> {
                    turned[i + 1] = (float) (cos * y + sin * z);
                    turned[i + 2] = (float) (cos * z - sin * y);
                }
                case VIEW -> {
                    turned[i] = (float) (cos * x + sin * y);
                    turned[i + 1] = (float) (cos * y - sin * x);
                }
            }
        }
        return new FaceLandmarks(turned, 1);
    }
}
