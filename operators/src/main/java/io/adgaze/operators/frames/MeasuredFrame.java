package io.adgaze.operators.frames;

import io.adgaze.models.HeadPose;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.InvalidReason;
import org.jspecify.annotations.Nullable;

/**
 * One analysed frame, without its pixels. Null means not measured.
 *
 * @param recordingMs the container's timestamp, on the recording's clock
 * @param faceConfidence 0..1
 * @param invalidReason null for a valid frame
 * @param expression class probabilities
 * @param pose the head's pose
 * @param eyeOpen eye opening relative to the session's own open eye
 * @param blink whether a blink ended with this frame
 * @param gazeXNorm where the viewer looks, in the ad's picture, 0 left edge, 1 right edge
 * @param gazeYNorm likewise, 0 top edge, 1 bottom edge
 * @param attention whether the head, and the gaze where measured, are toward the ad
 */
public record MeasuredFrame(
        long recordingMs,
        @Nullable Float faceConfidence,
        @Nullable InvalidReason invalidReason,
        @Nullable ExpressionProbabilities expression,
        @Nullable HeadPose pose,
        @Nullable Float eyeOpen,
        @Nullable Boolean blink,
        @Nullable Float gazeXNorm,
        @Nullable Float gazeYNorm,
        @Nullable Boolean attention) {

    /** Whether the frame has exactly one usable face. */
    public boolean valid() {
        return invalidReason == null;
    }

    MeasuredFrame with(
            @Nullable Float gazeXNorm, @Nullable Float gazeYNorm, @Nullable Boolean attention) {
        return new MeasuredFrame(
                recordingMs,
                faceConfidence,
                invalidReason,
                expression,
                pose,
                eyeOpen,
                blink,
                gazeXNorm,
                gazeYNorm,
                attention);
    }

    /** The same frame with its gaze smoothed. */
    public MeasuredFrame withGaze(float xNorm, float yNorm) {
        return with(xNorm, yNorm, attention);
    }

    /** The same frame while the ad cannot be seen: no gaze on it and no attention. */
    public MeasuredFrame unattended() {
        return with(null, null, attention == null ? null : false);
    }
}
