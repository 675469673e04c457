package io.adgaze.operators.ads;

import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers an ad's sessions and reports the ad whenever it has settled: when no session has come for
 * a while, and at the end of bounded input. Keyed by ad.
 *
 * <p>A report is computed anew from all sessions, in an order of their own, so that it depends
 * neither on arrival nor on restarts.
 */
public final class AdAggregator extends KeyedProcessFunction<String, SessionResult, AdReport> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdAggregator.class);

    /** Bounded input ends with the watermark's last value. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Duration settleAfter;
    private final Duration memory;
    private final int minViewers;

    private transient MapState<String, SessionResult> sessions;
    private transient ValueState<Long> settlesAt;

    /**
     * @param settleAfter how long no session has come before an ad is reported
     * @param memory how long a session counts toward its ad
     * @param minViewers below this many viewers a figure is suppressed
     */
    public AdAggregator(Duration settleAfter, Duration memory, int minViewers) {
        this.settleAfter = settleAfter;
        this.memory = memory;
        this.minViewers = minViewers;
    }

    @Override
    public void open(OpenContext context) {
        var descriptor =
                new MapStateDescriptor<>(
                        "sessions", Types.STRING, TypeInformation.of(SessionResult.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(memory).build());
        sessions = getRuntimeContext().getMapState(descriptor);
        settlesAt =
                getRuntimeContext().getState(new ValueStateDescriptor<>("settles-at", Types.LONG));
    }

    @Override
    public void processElement(SessionResult result, Context context, Collector<AdReport> out)
            throws Exception {
        sessions.put(result.summary().sessionId(), result);
        var timers = context.timerService();
        Long before = settlesAt.value();
        if (before != null) {
            timers.deleteProcessingTimeTimer(before);
        }
        long settles = timers.currentProcessingTime() + settleAfter.toMillis();
        settlesAt.update(settles);
        timers.registerProcessingTimeTimer(settles);
        timers.registerEventTimeTimer(END_OF_INPUT);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AdReport> out)
            throws Exception {
        Long settles = settlesAt.value();
        if (settles == null) {
            return; // Reported already.
        }
        context.timerService().deleteProcessingTimeTimer(settles);
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        settlesAt.clear();
        List<SessionResult> all = new ArrayList<>();
        sessions.values().forEach(all::add);
        if (!all.isEmpty()) {
            LOG.info("Ad {} has settled with {} sessions", context.getCurrentKey(), all.size());
            out.collect(AdReports.of(context.getCurrentKey(), all, minViewers));
        }
    }
}
