package io.adgaze.operators.landing;

import io.adgaze.records.LandedObject;
import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Lets each manifest through once, keyed by session.
 *
 * <p>Landing sources deliver at least once: the same key and version again is dropped. A recording
 * whose manifest does not follow within a timeout, or by the end of bounded input, is rejected as
 * {@link RejectReason#MANIFEST_MISSING}.
 */
public final class ManifestGate extends KeyedProcessFunction<String, LandedObject, LandedObject> {

    private static final long serialVersionUID = 1L;

    /** Bounded input ends with the watermark's last value. */
    private static final long END_OF_INPUT = Long.MAX_VALUE;

    private final OutputTag<Rejection> rejections;
    private final Duration timeout;
    private final Duration retention;

    private transient MapState<String, String> versions;
    private transient ValueState<String> orphan;

    /**
     * @param rejections where rejections go
     * @param timeout how long a recording may wait for its manifest
     * @param retention how long a manifest is remembered, so that it is not let through again
     */
    public ManifestGate(OutputTag<Rejection> rejections, Duration timeout, Duration retention) {
        this.rejections = rejections;
        this.timeout = timeout;
        this.retention = retention;
    }

    @Override
    public void open(OpenContext context) {
        var seen = new MapStateDescriptor<>("manifest-versions", Types.STRING, Types.STRING);
        seen.enableTimeToLive(StateTtlConfig.newBuilder(retention).build());
        versions = getRuntimeContext().getMapState(seen);
        orphan = getRuntimeContext().getState(new ValueStateDescriptor<>("orphan", Types.STRING));
    }

    @Override
    public void processElement(LandedObject landed, Context context, Collector<LandedObject> out)
            throws Exception {
        if (!landed.path().isManifest()) {
            awaitManifest(landed, context);
            return;
        }
        orphan.clear();
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        String version = String.valueOf(landed.version());
        if (version.equals(versions.get(landed.uri()))) {
            return;
        }
        versions.put(landed.uri(), version);
        out.collect(landed);
    }

    private void awaitManifest(LandedObject recording, Context context) throws Exception {
        if (!versions.isEmpty() || orphan.value() != null) {
            return;
        }
        orphan.update(recording.uri());
        var timers = context.timerService();
        timers.registerProcessingTimeTimer(timers.currentProcessingTime() + timeout.toMillis());
        timers.registerEventTimeTimer(END_OF_INPUT);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<LandedObject> out)
            throws Exception {
        String recording = orphan.value();
        if (recording == null) {
            return;
        }
        orphan.clear();
        context.timerService().deleteEventTimeTimer(END_OF_INPUT);
        String message =
                recording
                        + " landed without a manifest.json beside it. Write manifest.json after the"
                        + " recordings: its arrival commits the session.";
        context.output(
                rejections,
                new Rejection(
                        recording,
                        context.getCurrentKey(),
                        RejectReason.MANIFEST_MISSING,
                        message,
                        Instant.now()));
    }
}
