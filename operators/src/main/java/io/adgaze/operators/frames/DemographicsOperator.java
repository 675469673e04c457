package io.adgaze.operators.frames;

import io.adgaze.models.DemographicsEstimator;
import io.adgaze.models.HeadPose;
import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.LatencyHistogram;
import io.adgaze.records.Purpose;
import io.adgaze.records.measures.DemographicsParameters;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Estimates age and gender where consented: a running estimate over the session's frontal frames,
 * at most {@value DemographicsParameters#ESTIMATES_A_SECOND} a second, since the two do not change
 * from frame to frame.
 */
public final class DemographicsOperator
        extends KeyedProcessFunction<String, SessionFrame, SessionFrame> {

    private static final long serialVersionUID = 1L;

    private transient DemographicsEstimator estimator;
    private transient LatencyHistogram latency;
    private transient ValueState<DemographicsTally> tallies;

    @Override
    public void open(OpenContext context) throws Exception {
        latency = AdgazeMetrics.modelLatency(getRuntimeContext().getMetricGroup(), "age_gender");
        estimator = DemographicsEstimator.load();
        tallies =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>(
                                        "demographics",
                                        TypeInformation.of(DemographicsTally.class)));
    }

    @Override
    public void processElement(SessionFrame element, Context context, Collector<SessionFrame> out)
            throws Exception {
        if (element instanceof SessionFrame.Decoded frame) {
            estimate(frame);
            out.collect(frame);
        } else if (element instanceof SessionFrame.End end) {
            DemographicsTally tally = tally();
            out.collect(AnalysisException.guard(() -> end.with(tally.estimate())));
            tallies.clear();
        } else {
            tallies.clear();
            out.collect(element);
        }
    }

    private DemographicsTally tally() throws IOException {
        DemographicsTally tally = tallies.value();
        return tally == null ? DemographicsTally.EMPTY : tally;
    }

    private void estimate(SessionFrame.Decoded frame) throws IOException {
        DemographicsTally tally = tally();
        if (frame.isUsableFor(Purpose.DEMOGRAPHICS) && isDue(tally, frame)) {
            tallies.update(AnalysisException.guard(() -> withEstimate(tally, frame)));
        }
    }

    private DemographicsTally withEstimate(DemographicsTally tally, SessionFrame.Decoded frame) {
        return isFrontal(frame)
                ? tally.add(
                        frame.recordingMs(),
                        latency.time(() -> estimator.estimate(frame.bgr(), frame.landmarks())))
                : tally;
    }

    private static boolean isDue(DemographicsTally tally, SessionFrame.Decoded frame) {
        return tally.n() == 0
                || frame.recordingMs() - tally.lastMs()
                        >= 1000 / DemographicsParameters.ESTIMATES_A_SECOND;
    }

    private static boolean isFrontal(SessionFrame.Decoded frame) {
        HeadPose pose = HeadPose.of(frame.landmarks());
        return Math.abs(pose.yawDeg()) < DemographicsParameters.FRONTAL_DEG
                && Math.abs(pose.pitchDeg()) < DemographicsParameters.FRONTAL_DEG;
    }

    @Override
    public void close() throws Exception {
        if (estimator != null) {
            estimator.close();
        }
    }
}
