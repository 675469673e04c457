package io.adgaze.operators.seconds;

import io.adgaze.operators.frames.AnalysisException;
import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.operators.frames.SessionEnd;
import io.adgaze.operators.frames.SessionMeasure;
import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.FractionHistogram;
import io.adgaze.records.FixationRow;
import io.adgaze.records.FrameRow;
import io.adgaze.records.Session;
import io.adgaze.records.SessionResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Windows a session's measured frames by the second of its own ad clock.
 *
 * <p>The end of the recording closes all of them at once: a viewer may go back, so no second is
 * complete before, and medians and the calm baseline are taken over whole frames. State is one
 * session's frames, without pixels, some hundred bytes each, cleared at its end.
 */
public final class AdSecondWindow
        extends KeyedProcessFunction<String, SessionMeasure, SessionResult> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdSecondWindow.class);
    private static final double MILLIS_PER_SECOND = 1000;

    /** Sessions that the histogram looks back: few enough that a backlog is soon forgotten. */
    private static final int SESSIONS = 100;

    private final OutputTag<FixationRow> fixationRows;
    private final @Nullable OutputTag<FrameRow> frameRows;

    private transient ListState<MeasuredFrame> frames;
    private transient Histogram landingToRows;

    /**
     * @param fixationRows where the rows of fixations go
     * @param frameRows where each analysed frame's row goes; null for nowhere
     */
    public AdSecondWindow(
            OutputTag<FixationRow> fixationRows, @Nullable OutputTag<FrameRow> frameRows) {
        this.fixationRows = fixationRows;
        this.frameRows = frameRows;
    }

    @Override
    public void open(OpenContext context) {
        landingToRows =
                AdgazeMetrics.of(getRuntimeContext().getMetricGroup())
                        .histogram(
                                "landing_to_rows_s",
                                new FractionHistogram(SESSIONS, MILLIS_PER_SECOND));
        frames =
                getRuntimeContext()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "frames", TypeInformation.of(MeasuredFrame.class)));
    }

    @Override
    public void processElement(
            SessionMeasure measure, Context context, Collector<SessionResult> out)
            throws Exception {
        if (measure instanceof SessionMeasure.Measured measured) {
            frames.add(measured.frame());
        } else if (measure instanceof SessionMeasure.End end) {
            List<MeasuredFrame> all = new ArrayList<>();
            frames.get().forEach(all::add);
            frames.clear();
            close(end.session(), all, end.end(), context, out);
            report(end.session(), all.size(), context.timerService().currentProcessingTime());
        } else {
            frames.clear();
        }
    }

    private void close(
            Session session,
            List<MeasuredFrame> all,
            SessionEnd end,
            Context context,
            Collector<SessionResult> out) {
        // All of it before anything is handed on: a session has all of its rows, or none.
        Closed closed = AnalysisException.guard(() -> closed(session, all, end));
        closed.fixations().forEach(row -> context.output(fixationRows, row));
        if (frameRows != null) {
            closed.frames().forEach(row -> context.output(frameRows, row));
        }
        out.collect(closed.result());
    }

    /** What a session comes to. */
    private record Closed(
            SessionResult result, List<FixationRow> fixations, List<FrameRow> frames) {}

    private Closed closed(Session session, List<MeasuredFrame> all, SessionEnd end) {
        AdTimeline timeline = AdTimeline.of(session, end.recording().recordingMs());
        List<AdFrame> placed =
                GazeSmoothing.smooth(all).stream().map(f -> AdFrame.place(f, timeline)).toList();
        List<FrameRow> rows =
                frameRows == null
                        ? List.of()
                        : placed.stream().map(frame -> FrameRows.row(session, frame)).toList();
        SessionMeasures measures = new SessionMeasures(session, timeline, placed, end);
        return new Closed(measures.result(), measures.fixationRows(), rows);
    }

    private void report(Session session, int framesN, long nowMs) {
        // The store's clock may be ahead of ours.
        long sinceLandingMs = Math.max(0, nowMs - session.landedAtMs());
        landingToRows.update(sinceLandingMs);
        LOG.info(
                "Measured session {} of ad {}: {} frames, {} s after it landed",
                session.sessionId(),
                session.adId(),
                framesN,
                sinceLandingMs / MILLIS_PER_SECOND);
    }
}
