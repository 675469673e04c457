package io.adgaze.operators.frames;

import io.adgaze.models.ExpressionClassifier;
import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.LatencyHistogram;
import io.adgaze.records.ExpressionProbabilities;
import io.adgaze.records.Purpose;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/**
 * Classifies the expression in each valid frame, where consented. The session's calm baseline is
 * taken over all of its frames, behind the chain.
 */
public final class ExpressionOperator extends RichMapFunction<SessionFrame, SessionFrame> {

    private static final long serialVersionUID = 1L;

    private transient ExpressionClassifier classifier;
    private transient LatencyHistogram latency;

    @Override
    public void open(OpenContext context) throws Exception {
        latency = AdgazeMetrics.modelLatency(getRuntimeContext().getMetricGroup(), "expression");
        classifier = ExpressionClassifier.load();
    }

    @Override
    public SessionFrame map(SessionFrame element) {
        if (!(element instanceof SessionFrame.Decoded frame)
                || !frame.isUsableFor(Purpose.EXPRESSIONS)) {
            return element;
        }
        return AnalysisException.guard(() -> frame.with(classify(frame)));
    }

    private ExpressionProbabilities classify(SessionFrame.Decoded frame) {
        return latency.time(() -> classifier.classify(frame.bgr(), frame.landmarks()));
    }

    @Override
    public void close() throws Exception {
        if (classifier != null) {
            classifier.close();
        }
    }
}
