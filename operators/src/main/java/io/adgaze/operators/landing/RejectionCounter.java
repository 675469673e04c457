package io.adgaze.operators.landing;

import static java.util.Objects.requireNonNull;

import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and logs what is rejected, where the rejections of all operators meet. */
public final class RejectionCounter extends RichMapFunction<Rejection, Rejection> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(RejectionCounter.class);

    private transient Map<RejectReason, Counter> rejected;

    @Override
    public void open(OpenContext context) {
        MetricGroup metrics = AdgazeMetrics.of(getRuntimeContext().getMetricGroup());
        rejected = new EnumMap<>(RejectReason.class);
        for (RejectReason reason : RejectReason.values()) {
            rejected.put(reason, metrics.addGroup("reason", reason.code()).counter("rejected"));
        }
    }

    @Override
    public Rejection map(Rejection rejection) {
        requireNonNull(rejected.get(rejection.reason())).inc();
        LOG.info(
                "Rejected, {}, session {}: {}",
                rejection.reason().code(),
                rejection.sessionId(),
                rejection.message());
        return rejection;
    }
}
