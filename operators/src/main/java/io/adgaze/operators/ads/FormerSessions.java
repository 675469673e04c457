package io.adgaze.operators.ads;

import io.adgaze.records.SessionResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands on, once, the sessions that an earlier release kept for each ad, so that no ad loses what
 * it has: until 0.2.0 an ad was computed anew from all of its sessions, which lay in the state of
 * the operator that this one takes the place of. Keyed by ad. In a job that restores no such state
 * it does nothing.
 *
 * <p>They are handed on a few at a time, between the task's other work, from the start on. Their
 * retention begins anew, since its end was known to the former state alone.
 */
public final class FormerSessions
        extends KeyedProcessOperator<String, SessionResult, SessionResult> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FormerSessions.class);

    /** Far below a second's work. */
    private static final int MOST_AT_ONCE = 500;

    private final Duration retention;

    private transient MapState<String, SessionResult> sessions;
    private transient Deque<String> ads;

    /**
     * @param retention as it was set when the state was written
     */
    public FormerSessions(Duration retention) {
        super(new Forwarding());
        this.retention = retention;
    }

    /** The former operator's timers come due here, and mean nothing. */
    private static final class Forwarding
            extends KeyedProcessFunction<String, SessionResult, SessionResult> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                SessionResult result, Context context, Collector<SessionResult> out) {
            out.collect(result);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        var descriptor =
                new MapStateDescriptor<>(
                        "sessions", Types.STRING, TypeInformation.of(SessionResult.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(retention).build());
        sessions = getPartitionedState(descriptor);
        ads = new ArrayDeque<>();
        try (Stream<String> keys =
                this.<String>getKeyedStateBackend()
                        .getKeys(descriptor.getName(), VoidNamespace.INSTANCE)) {
            keys.distinct().forEach(ads::add);
        }
        if (!ads.isEmpty()) {
            LOG.info(
                    "{} ads have sessions of an earlier release, which are taken over", ads.size());
            handOnLater();
        }
    }

    /** Bounded input ends with the last mark: what comes behind it is never reported. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        while (mark.getTimestamp() == Long.MAX_VALUE && !ads.isEmpty()) {
            handOn();
        }
        super.processWatermark(mark);
    }

    private void handOnLater() {
        getProcessingTimeService()
                .registerTimer(
                        getProcessingTimeService().getCurrentProcessingTime(),
                        now -> {
                            handOn();
                            if (!ads.isEmpty()) {
                                handOnLater();
                            }
                        });
    }

    private void handOn() throws Exception {
        if (ads.isEmpty()) {
            return;
        }
        setCurrentKey(ads.element());
        List<String> handedOn = new ArrayList<>();
        for (Map.Entry<String, SessionResult> session : sessions.entries()) {
            if (handedOn.size() == MOST_AT_ONCE) {
                break;
            }
            output.collect(new StreamRecord<>(session.getValue()));
            handedOn.add(session.getKey());
        }
        for (String sessionId : handedOn) {
            sessions.remove(sessionId);
        }
        if (handedOn.size() < MOST_AT_ONCE) {
            forgetAd();
            ads.remove();
        }
    }

    /** All that was kept of the current ad. */
    private void forgetAd() throws Exception {
        sessions.clear();
        getPartitionedState(new ValueStateDescriptor<>("settles-at", Types.LONG)).clear();
        getPartitionedState(new ValueStateDescriptor<>("day", Types.STRING)).clear();
    }
}
