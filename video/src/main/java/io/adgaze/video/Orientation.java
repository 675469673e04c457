package io.adgaze.video;

import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How stored pictures become upright: one of the eight that quarter turns and mirrors make. Rows
 * and columns are exchanged first, then the result is mirrored.
 *
 * @param transposed whether rows become columns, and columns rows
 * @param leftRight whether left and right are exchanged
 * @param topBottom whether top and bottom are exchanged
 */
record Orientation(boolean transposed, boolean leftRight, boolean topBottom) {

    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /** Where a display matrix has what its first two rows make of x and y (ISO/IEC 14496-12). */
    private static final int X_OF_X = 0;

    private static final int Y_OF_X = 1;
    private static final int X_OF_Y = 3;
    private static final int Y_OF_Y = 4;

    /**
     * The orientation nearest to a display matrix, which may also scale or turn by any angle.
     *
     * @param matrix three rows of three, as FFmpeg's display matrices have them
     */
    static Orientation of(IntPointer matrix) {
        double xOfX = matrix.get(X_OF_X);
        double yOfX = matrix.get(Y_OF_X);
        double xOfY = matrix.get(X_OF_Y);
        double yOfY = matrix.get(Y_OF_Y);
        double x = Math.max(1, Math.hypot(xOfX, yOfX));
        double y = Math.max(1, Math.hypot(xOfY, yOfY));
        double straight = Math.abs(xOfX) / x + Math.abs(yOfY) / y;
        double crossed = Math.abs(yOfX) / x + Math.abs(xOfY) / y;
        return crossed > straight
                ? new Orientation(true, xOfY < 0, yOfX < 0)
                : new Orientation(false, xOfX < 0, yOfY < 0);
    }

    /** Whether stored pictures are upright already. */
    boolean isUpright() {
        return equals(UPRIGHT);
    }

    /** Makes {@code upright} of {@code stored}, which must not be the same. */
    void apply(Mat stored, Mat upright) {
        if (transposed) {
            opencv_core.transpose(stored, upright);
        }
        if (leftRight || topBottom) {
            opencv_core.flip(transposed ? upright : stored, upright, flipCode());
        } else if (!transposed) {
            stored.copyTo(upright);
        }
    }

    /** OpenCV's: around both axes, around the vertical one, around the horizontal one. */
    private int flipCode() {
        if (leftRight && topBottom) {
            return -1;
        }
        return leftRight ? 1 : 0;
    }
}
