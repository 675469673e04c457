package io.adgaze.operators.frames;

import io.adgaze.models.DemographicsEstimator;
import io.adgaze.models.HeadPose;
import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.LatencyHistogram;
import io.adgaze.records.Purpose;
import io.adgaze.records.measures.DemographicsParameters;
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
    public void processElement(SessionFrame frame, Context context, Collector<SessionFrame> out)
            throws Exception {
        DemographicsTally tally = tallies.value();
        if (tally == null) {
            tally = DemographicsTally.EMPTY;
        }
        if (frame.isEnd()) {
            tallies.clear();
            out.collect(frame.with(frame.end().with(tally.estimate())));
            return;
        }
        if (frame.isUsableFor(Purpose.DEMOGRAPHICS) && isDue(tally, frame) && isFrontal(frame)) {
            tallies.update(
                    tally.add(
                            frame.recordingMs(),
                            latency.time(
                                    () -> estimator.estimate(frame.bgr(), frame.landmarks()))));
        }
        out.collect(frame);
    }

    private static boolean isDue(DemographicsTally tally, SessionFrame frame) {
        return tally.n() == 0
                || frame.recordingMs() - tally.lastMs()
                        >= 1000 / DemographicsParameters.ESTIMATES_A_SECOND;
    }

    private static boolean isFrontal(SessionFrame frame) {
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
