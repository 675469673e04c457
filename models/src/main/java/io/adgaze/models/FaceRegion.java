package io.adgaze.models;

/**
 * A square of the frame around a face, turned with it.
 *
 * @param centreXPx its centre
 * @param centreYPx its centre
 * @param sizePx its side
 * @param rollRad how far it is turned, clockwise positive
 */
public record FaceRegion(float centreXPx, float centreYPx, float sizePx, float rollRad) {

    /** The region that the mesh expects around a detected face. */
    public static FaceRegion around(FaceBox box) {
        throw new UnsupportedOperationException();
    }

    /** The region that the mesh expects around a face found in the previous frame. */
    public static FaceRegion around(FaceLandmarks face) {
        throw new UnsupportedOperationException();
    }
}
