package io.adgaze.operators.ads;

import io.adgaze.records.AdReport;
import io.adgaze.records.SessionResult;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.apache.flink.streaming.api.operators.StreamingRuntimeContext;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers an ad's sessions and reports the ad whenever it has settled: when no session has come for
 * a while, and at the end of bounded input. Keyed by ad.
 *
 * <p>A report is computed anew from all sessions, in an order of their own, so that it depends
 * neither on arrival nor on restarts. Only its day does: that of the first session in the ad's
 * first report. It stays, since another day would be another partition, and the rows of the first
 * would be counted beside those of the second.
 *
 * <p>The day is kept after the ad's sessions have been forgotten, for as long as the job lives: the
 * rows stay as well, and a session that comes then must not publish the ad on a second day. That is
 * one date for each object in {@code ad_seconds}. A job that begins with an output of before, or
 * with a savepoint of 0.1.0, which has no days, finds them in the output.
 */
public final class AdAggregator extends KeyedProcessFunction<String, SessionResult, AdReport> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AdAggregator.class);

    /** Bounded input ends with the watermark's last value. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final Duration settleAfter;
    private final Duration retention;
    private final int minViewers;
    private final String outputUri;

    private transient MapState<String, SessionResult> sessions;
    private transient ValueState<Long> settlesAt;
    private transient ValueState<String> day;
    private transient PublishedDays published;

    /**
     * @param settleAfter how long no session has come before an ad is reported
     * @param retention how long a session counts toward its ad
     * @param minViewers below this many viewers a figure is suppressed
     * @param outputUri where ads are published, and may have been before
     */
    public AdAggregator(
            Duration settleAfter, Duration retention, int minViewers, String outputUri) {
        this.settleAfter = settleAfter;
        this.retention = retention;
        this.minViewers = minViewers;
        this.outputUri = outputUri;
    }

    @Override
    public void open(OpenContext context) throws IOException {
        var descriptor =
                new MapStateDescriptor<>(
                        "sessions", Types.STRING, TypeInformation.of(SessionResult.class));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(retention).build());
        sessions = getRuntimeContext().getMapState(descriptor);
        settlesAt =
                getRuntimeContext().getState(new ValueStateDescriptor<>("settles-at", Types.LONG));
        day = getRuntimeContext().getState(new ValueStateDescriptor<>("day", Types.STRING));
        try (ObjectStore store = ObjectStores.of(storeSettings())) {
            published = PublishedDays.list(store, new OutputLayout(outputUri));
        }
    }

    /** How the store is reached, which the public context of a function does not give. */
    private S3Settings storeSettings() {
        return S3Settings.of(
                ((StreamingRuntimeContext) getRuntimeContext())
                        .getTaskManagerRuntimeInfo()
                        .getConfiguration()
                        .toMap());
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
            String adId = context.getCurrentKey();
            LOG.info("Ad {} has settled with {} sessions", adId, all.size());
            out.collect(AdReports.of(adId, dayOf(adId, all), all, minViewers));
        }
    }

    private String dayOf(String adId, List<SessionResult> all) throws IOException {
        if (day.value() == null) {
            day.update(published.of(adId).orElseGet(() -> firstDay(all)));
        }
        return day.value();
    }

    private static String firstDay(List<SessionResult> all) {
        return all.stream()
                .map(session -> session.summary().dt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
