package io.adgaze.operators.frames;

import static java.util.Objects.requireNonNull;

import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.InvalidReason;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * What the chain passes along of a session: its start, its frames, its end. Sessions come one after
 * another, each whole.
 */
@TypeInfo(InChainType.Factory.class)
public sealed interface SessionFrame {

    /** The session. */
    Session session();

    /** The key of the stream. */
    default String sessionId() {
        return session().sessionId();
    }

    /**
     * The session is read from its start, perhaps for another time: whatever an operator remembers
     * of it is of a reading that was broken off, and is to be forgotten.
     */
    record Start(Session session) implements SessionFrame {}

    /**
     * A decoded frame with what was found in it so far. Each operator adds its own part.
     *
     * @param session the session
     * @param recordingMs when it is shown, on the recording's clock
     * @param pictureFault why the picture is no evidence, whatever it shows; null where it is
     * @param bgr the pixels, 8-bit BGR, owned by {@link FrameReader} and valid only while this
     *     element is processed
     * @param face null until {@link FaceOperator}
     * @param expression null until {@link ExpressionOperator}, or where there is none
     */
    @TypeInfo(InChainType.Factory.class)
    record Decoded(
            Session session,
            long recordingMs,
            @Nullable InvalidReason pictureFault,
            Mat bgr,
            @Nullable FaceObservation face,
            @Nullable ExpressionProbabilities expression)
            implements SessionFrame {

        static Decoded of(
                Session session, long recordingMs, @Nullable InvalidReason pictureFault, Mat bgr) {
            return new Decoded(session, recordingMs, pictureFault, bgr, null, null);
        }

        Decoded with(FaceObservation face) {
            return new Decoded(session, recordingMs, pictureFault, bgr, face, expression);
        }

        Decoded with(ExpressionProbabilities expression) {
            return new Decoded(session, recordingMs, pictureFault, bgr, face, expression);
        }

        /**
         * Whether there is exactly one usable face, and the viewer consented to {@code purpose}.
         */
        boolean isUsableFor(Purpose purpose) {
            return seen().invalidReason() == null && session.consent().allows(purpose);
        }

        /** What {@link FaceOperator} saw: behind it, that is known. */
        FaceObservation seen() {
            return requireNonNull(face);
        }

        /** Of a frame with a face. */
        FaceLandmarks landmarks() {
            return requireNonNull(seen().landmarks());
        }
    }

    /** All of the session's frames have come. */
    record End(Session session, RecordingEnd recording) implements SessionFrame {

        End with(@Nullable DemographicsEstimate demographics) {
            return new End(session, recording.with(demographics));
        }
    }
}
