package io.adgaze.operators.landing;

import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits each session once, keyed by session; a second valid manifest under the same session id, in
 * another place or with other content, is rejected as {@link RejectReason#DUPLICATE_SESSION}.
 */
public final class SessionAdmission extends KeyedProcessFunction<String, Session, Session> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(SessionAdmission.class);

    private final OutputTag<Rejection> rejections;
    private final Duration retention;

    private transient ValueState<String> admitted;
    private transient Counter accepted;

    /**
     * @param rejections where rejections go
     * @param retention how long a session is remembered
     */
    public SessionAdmission(OutputTag<Rejection> rejections, Duration retention) {
        this.rejections = rejections;
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        var descriptor = new ValueStateDescriptor<>("admitted-manifest", Types.STRING);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(retention).build());
        admitted = getRuntimeContext().getState(descriptor);
        accepted =
                AdgazeMetrics.of(getRuntimeContext().getMetricGroup()).counter("sessions_accepted");
    }

    @Override
    public void processElement(Session session, Context context, Collector<Session> out)
            throws Exception {
        String manifest = session.manifestUri();
        String before = admitted.value();
        if (before == null) {
            admitted.update(manifest);
            accepted.inc();
            LOG.info("Admitted session {} of ad {}", session.sessionId(), session.adId());
            out.collect(session);
            return;
        }
        String message =
                manifest
                        + " commits a session that "
                        + before
                        + " had committed already; the first one stands. Give each session an id of"
                        + " its own.";
        context.output(
                rejections,
                new Rejection(
                        manifest,
                        session.sessionId(),
                        RejectReason.DUPLICATE_SESSION,
                        message,
                        Instant.now()));
    }
}
