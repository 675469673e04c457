package io.adgaze.operators.frames;

import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What the chain passes along: a decoded frame with what was found in it so far, or the end of the
 * recording. Each operator adds its own part.
 *
 * @param session the session; of one recording at a time
 * @param recordingMs the container's timestamp, on the recording's clock
 * @param bgr the pixels, 8-bit BGR, owned by {@link FrameSplitter} and valid only while this
 *     element is processed; null at the end
 * @param face null until {@link FaceOperator}
 * @param expression null until {@link ExpressionOperator}, or where there is none
 * @param end null but at the end of the recording
 */
public record SessionFrame(
        Session session,
        long recordingMs,
        Mat bgr,
        FaceObservation face,
        ExpressionProbabilities expression,
        RecordingEnd end) {

    static SessionFrame decoded(Session session, long recordingMs, Mat bgr) {
        return new SessionFrame(session, recordingMs, bgr, null, null, null);
    }

    static SessionFrame end(Session session, RecordingEnd end) {
        return new SessionFrame(session, end.recordingMs(), null, null, null, end);
    }

    SessionFrame with(FaceObservation face) {
        return new SessionFrame(session, recordingMs, bgr, face, expression, end);
    }

    SessionFrame with(ExpressionProbabilities expression) {
        return new SessionFrame(session, recordingMs, bgr, face, expression, end);
    }

    SessionFrame with(RecordingEnd end) {
        return new SessionFrame(session, recordingMs, bgr, face, expression, end);
    }

    boolean isEnd() {
        return end != null;
    }

    /** Whether there is exactly one usable face, and the viewer consented to {@code purpose}. */
    boolean isUsableFor(Purpose purpose) {
        return !isEnd() && face.invalidReason() == null && session.consent().allows(purpose);
    }

    FaceLandmarks landmarks() {
        return face.landmarks();
    }

    /** The key of the stream. */
    public String sessionId() {
        return session.sessionId();
    }
}
