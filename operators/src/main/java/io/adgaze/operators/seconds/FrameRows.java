package io.adgaze.operators.seconds;

import io.adgaze.models.HeadPose;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.records.FrameRow;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Session;
import io.adgaze.records.Versions;

/** Rows of the restricted table {@code frames}. */
final class FrameRows {

    private FrameRows() {}

    static FrameRow row(Session session, AdFrame placed) {
        MeasuredFrame frame = placed.frame();
        HeadPose pose = frame.pose();
        InvalidReason invalid = frame.invalidReason();
        return new FrameRow(
                session.dt(),
                session.sessionId(),
                session.viewerKey(),
                session.adId(),
                frame.recordingMs(),
                placed.adMs(),
                frame.faceConfidence(),
                frame.valid(),
                invalid == null ? null : invalid.code(),
                frame.expression(),
                pose == null ? null : pose.yawDeg(),
                pose == null ? null : pose.pitchDeg(),
                pose == null ? null : pose.rollDeg(),
                frame.eyeOpen(),
                frame.blink(),
                frame.gazeXNorm(),
                frame.gazeYNorm(),
                frame.attention(),
                Versions.METRIC,
                Versions.MODEL);
    }
}
