package io.adgaze.jobs;

import static io.adgaze.jobs.SideOutputs.FIXATIONS;
import static io.adgaze.jobs.SideOutputs.FRAMES;
import static io.adgaze.jobs.SideOutputs.REJECTIONS;

import io.adgaze.operators.consent.WithdrawnSession;
import io.adgaze.operators.frames.DemographicsOperator;
import io.adgaze.operators.frames.ExpressionOperator;
import io.adgaze.operators.frames.FaceOperator;
import io.adgaze.operators.frames.FrameReaderFactory;
import io.adgaze.operators.frames.GazeOperator;
import io.adgaze.operators.frames.InChainType;
import io.adgaze.operators.frames.SessionFrame;
import io.adgaze.operators.frames.SessionMeasure;
import io.adgaze.operators.seconds.AdSecondWindow;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import io.adgaze.records.tables.OutputLayout;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Either;

/**
 * From sessions to their ad seconds: all in one chain, on one thread, where frames are handed over
 * and never sent.
 */
final class MeasureStage {

    private final EngagementOptions options;

    MeasureStage(EngagementOptions options) {
        this.options = options;
    }

    /** Recordings that cannot be read are in the side output for rejections. */
    SingleOutputStreamOperator<SessionFrame> read(
            DataStream<Either<WithdrawnSession, Session>> sessions) {
        // A shuffle, though keyed alike before: unaligned barriers do not take a forward edge.
        return sessions.keyBy(MeasureStage::sessionId, Types.STRING)
                .transform(
                        "frame reader",
                        InChainType.SESSION_FRAME,
                        new FrameReaderFactory(
                                new OutputLayout(options.output()).readingMarks(),
                                options.readingLimits(),
                                REJECTIONS))
                .uid("frame-splitter"); // As savepoints have known it.
    }

    /** Word of a withdrawal follows its session. */
    private static String sessionId(Either<WithdrawnSession, Session> session) {
        return session.isLeft() ? session.left().sessionId() : session.right().sessionId();
    }

    /** Rows of fixations and of single frames are in the side outputs for them. */
    SingleOutputStreamOperator<SessionResult> measure(DataStream<SessionFrame> frames) {
        SingleOutputStreamOperator<SessionFrame> faces =
                bySession(frames)
                        .process(new FaceOperator())
                        .returns(InChainType.SESSION_FRAME)
                        .name("face")
                        .uid("face");
        SingleOutputStreamOperator<SessionFrame> expressions =
                faces.map(new ExpressionOperator())
                        .returns(InChainType.SESSION_FRAME)
                        .name("expression")
                        .uid("expression");
        SingleOutputStreamOperator<SessionFrame> demographics =
                bySession(expressions)
                        .process(new DemographicsOperator())
                        .returns(InChainType.SESSION_FRAME)
                        .name("demographics")
                        .uid("demographics");
        SingleOutputStreamOperator<SessionMeasure> gaze =
                bySession(demographics)
                        .process(new GazeOperator())
                        .returns(InChainType.SESSION_MEASURE)
                        .name("gaze")
                        .uid("gaze");
        return DataStreamUtils.reinterpretAsKeyedStream(
                        gaze, SessionMeasure::sessionId, Types.STRING)
                .process(new AdSecondWindow(FIXATIONS, options.emitFrames() ? FRAMES : null))
                .returns(SessionResult.class)
                .name("ad-second window")
                .uid("ad-second-window");
    }

    private static KeyedStream<SessionFrame, String> bySession(DataStream<SessionFrame> frames) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                frames, SessionFrame::sessionId, Types.STRING);
    }
}
