package io.adgaze.models;

/**
 * Where the head points, relative to the camera.
 *
 * @param yawDeg positive to the viewer's own right
 * @param pitchDeg positive up
 * @param rollDeg positive when the head leans to the viewer's own right shoulder
 */
public record HeadPose(float yawDeg, float pitchDeg, float rollDeg) {

    /** The pose of {@code face}. */
    public static HeadPose of(FaceLandmarks face) {
        throw new UnsupportedOperationException();
    }
}
