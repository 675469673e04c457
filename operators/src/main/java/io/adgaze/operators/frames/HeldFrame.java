package io.adgaze.operators.frames;

/**
 * A frame as {@link GazeOperator} sees it before the screen point is known: the last that is drawn
 * from the pixels.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo.
 *
 * @param measured all but gaze and attention
 * @param eyesClosed whether the lids hide the iris
 * @param irisXNorm iris off the middle of the eye, positive to the viewer's own right
 * @param gazeFeatures null where no screen point can come of the frame
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; Flink serialises arrays as they are.
public record HeldFrame(
        MeasuredFrame measured, boolean eyesClosed, float irisXNorm, float[] gazeFeatures) {}
