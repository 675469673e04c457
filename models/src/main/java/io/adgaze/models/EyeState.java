package io.adgaze.models;

/**
 * The eyes in one frame, mean of both.
 *
 * @param opening eye aspect ratio: about 0.3 open, below 0.2 closed
 * @param irisXNorm iris off the middle of the eye, eye widths, positive to the viewer's own right
 * @param irisYNorm iris off the line between the eye's corners, eye widths, positive up
 */
public record EyeState(float opening, float irisXNorm, float irisYNorm) {

    /** The eyes of {@code face}. */
    public static EyeState of(FaceLandmarks face) {
        throw new UnsupportedOperationException();
    }
}
