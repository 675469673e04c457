package io.adgaze.operators.seconds;

import io.adgaze.models.HeadPose;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.InvalidReason;

/** Measured frames for tests: unless told otherwise, a calm viewer faces the ad. */
final class FrameBuilder {

    private final long recordingMs;
    private ExpressionProbabilities expression = new ExpressionProbabilities(0, 0, 0, 0, 0, 0, 1);
    private HeadPose pose = new HeadPose(0, 0, 0);
    private boolean blink;
    private Float gazeX;
    private Float gazeY;
    private Boolean attention = true;

    private FrameBuilder(long recordingMs) {
        this.recordingMs = recordingMs;
    }

    static FrameBuilder at(long recordingMs) {
        return new FrameBuilder(recordingMs);
    }

    /** A frame that was analysed and cannot be used. */
    static MeasuredFrame invalid(long recordingMs, InvalidReason reason) {
        return new MeasuredFrame(
                recordingMs, 0.1f, reason, null, null, null, null, null, null, null);
    }

    FrameBuilder expression(float... p) {
        this.expression = ExpressionProbabilities.of(p);
        return this;
    }

    /** Happy to this degree, else neutral. */
    FrameBuilder happy(float happy) {
        return expression(0, 0, 0, happy, 0, 0, 1 - happy);
    }

    FrameBuilder withoutExpression() {
        this.expression = null;
        return this;
    }

    FrameBuilder pose(float yawDeg, float pitchDeg, float rollDeg) {
        this.pose = new HeadPose(yawDeg, pitchDeg, rollDeg);
        return this;
    }

    FrameBuilder blink() {
        this.blink = true;
        return this;
    }

    FrameBuilder gaze(float xNorm, float yNorm) {
        this.gazeX = xNorm;
        this.gazeY = yNorm;
        return this;
    }

    FrameBuilder lookingAway() {
        this.attention = false;
        return this;
    }

    MeasuredFrame build() {
        return new MeasuredFrame(
                recordingMs, 0.9f, null, expression, pose, 1f, blink, gazeX, gazeY, attention);
    }

    /** As it comes without consent to gaze: no pose, no eyes, no attention. */
    MeasuredFrame buildWithoutGaze() {
        return new MeasuredFrame(
                recordingMs, 0.9f, null, expression, null, null, null, null, null, null);
    }
}
