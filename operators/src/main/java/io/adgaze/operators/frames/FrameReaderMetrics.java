package io.adgaze.operators.frames;

import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.LatencyHistogram;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** What the reader reports: sessions and frames, decoding, and its process's memory. */
final class FrameReaderMetrics {

    private static final double MILLIS_PER_SECOND = 1000;

    private final MetricGroup metrics;
    private final Counter framesAnalysed;
    private final Counter sessionsRead;
    private final LatencyHistogram decoding;

    FrameReaderMetrics(MetricGroup operator) {
        metrics = AdgazeMetrics.of(operator);
        framesAnalysed = metrics.counter("frames_analysed");
        metrics.meter("frames_analysed_per_second", new MeterView(framesAnalysed));
        sessionsRead = metrics.counter("sessions_read");
        decoding = LatencyHistogram.register(metrics, "decode_latency_ms");
    }

    /**
     * Reports the sessions in flight; both are asked on a reporter's thread.
     *
     * @param inFlight how many are being read or wait
     * @param oldestLandedAtMs when the first of them landed; null when there is none
     */
    void watchSessions(IntSupplier inFlight, Supplier<@Nullable Long> oldestLandedAtMs) {
        metrics.gauge("sessions_in_flight", (Gauge<Integer>) inFlight::getAsInt);
        metrics.gauge(
                "oldest_session_age_s", (Gauge<Double>) () -> ageSeconds(oldestLandedAtMs.get()));
    }

    private static double ageSeconds(@Nullable Long landedAtMs) {
        return landedAtMs == null
                ? 0
                : Math.max(0, System.currentTimeMillis() - landedAtMs) / MILLIS_PER_SECOND;
    }

    /** Reports the whole process's resident memory, natives included, beside what it may take. */
    void watchMemory(ReadableConfig taskManager) {
        metrics.gauge("process_resident_bytes", (Gauge<Long>) Pointer::physicalBytes);
        taskManager
                .getOptional(TaskManagerOptions.TOTAL_PROCESS_MEMORY)
                .ifPresent(
                        limit ->
                                metrics.gauge(
                                        "process_limit_bytes", (Gauge<Long>) limit::getBytes));
    }

    LatencyHistogram decoding() {
        return decoding;
    }

    void frameAnalysed() {
        framesAnalysed.inc();
    }

    void sessionRead() {
        sessionsRead.inc();
    }
}
