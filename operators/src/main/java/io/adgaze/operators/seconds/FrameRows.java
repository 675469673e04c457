package io.adgaze.operators.seconds;

import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.records.FrameRow;
import io.adgaze.records.Session;
import io.adgaze.records.Versions;

/** Rows of the restricted table {@code frames}. */
final class FrameRows {

    private FrameRows() {}

    static FrameRow row(Session session, AdFrame placed) {
        MeasuredFrame frame = placed.frame();
        boolean hasPose = frame.pose() != null;
        return new FrameRow(
                session.dt(),
                session.sessionId(),
                session.viewerKey(),
                session.adId(),
                frame.recordingMs(),
                placed.adMs(),
                frame.faceConfidence(),
                frame.valid(),
                frame.valid() ? null : frame.invalidReason().code(),
                frame.expression(),
                hasPose ? frame.pose().yawDeg() : null,
                hasPose ? frame.pose().pitchDeg() : null,
                hasPose ? frame.pose().rollDeg() : null,
                frame.eyeOpen(),
                frame.blink(),
                frame.gazeXNorm(),
                frame.gazeYNorm(),
                frame.attention(),
                Versions.METRIC,
                Versions.MODEL);
    }
}
