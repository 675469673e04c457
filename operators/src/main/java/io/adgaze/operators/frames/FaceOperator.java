package io.adgaze.operators.frames;

import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.operators.metrics.AdgazeMetrics;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Finds the viewer's face in each frame; the session's track is in state until its end. */
public final class FaceOperator extends KeyedProcessFunction<String, SessionFrame, SessionFrame> {

    private static final long serialVersionUID = 1L;

    private transient FaceTracker tracker;
    private transient ValueState<FaceTrack> track;
    private transient Counter facesLost;

    @Override
    public void open(OpenContext context) throws Exception {
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        facesLost = AdgazeMetrics.of(metrics).counter("faces_lost");
        tracker =
                FaceTracker.load(
                        AdgazeMetrics.modelLatency(metrics, "face_detector"),
                        AdgazeMetrics.modelLatency(metrics, "face_mesh"));
        track =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "face-track", TypeInformation.of(FaceTrack.class)));
    }

    @Override
    public void processElement(SessionFrame element, Context context, Collector<SessionFrame> out)
            throws Exception {
        if (!(element instanceof SessionFrame.Decoded frame)) {
            track.clear();
            out.collect(element);
            return;
        }
        FaceTrack before = track.value();
        FaceTrack previous = before == null ? FaceTrack.lost() : before;
        if (frame.pictureFault() != null) {
            // Whatever the picture shows is no face of now: neither looked for nor followed.
            out.collect(frame.with(new FaceObservation(previous, null, 0, frame.pictureFault())));
            return;
        }
        FaceObservation face =
                AnalysisException.guard(
                        () -> tracker.track(frame.bgr(), frame.recordingMs(), previous));
        if (previous.isFollowing() && !face.track().isFollowing()) {
            facesLost.inc();
        }
        track.update(face.track());
        out.collect(frame.with(face));
    }

    @Override
    public void close() throws Exception {
        if (tracker != null) {
            tracker.close();
        }
    }
}
