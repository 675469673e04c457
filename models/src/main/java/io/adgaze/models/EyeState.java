package io.adgaze.models;

/**
 * The eyes in one frame, mean of both.
 *
 * @param opening eye aspect ratio (Soukupova and Cech 2016): about 0.3 open, below 0.2 closed,
 *     differing between people
 * @param irisXNorm iris off the middle of the eye, eye widths, positive to the viewer's own right
 * @param irisYNorm iris off the line between the eye's corners, eye widths, positive up
 */
public record EyeState(float opening, float irisXNorm, float irisYNorm) {

    /** The eyes of {@code face}. */
    public static EyeState of(FaceLandmarks face) {
        Eye right = Eye.right(face);
        Eye left = Eye.left(face);
        return new EyeState(
                (right.aspect() + left.aspect()) / 2,
                -(right.irisAlong() + left.irisAlong()) / 2,
                -(right.irisAcross() + left.irisAcross()) / 2);
    }
}
