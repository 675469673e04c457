package io.adgaze.operators.frames;

import io.adgaze.operators.metrics.AdgazeMetrics;
import io.adgaze.operators.metrics.LatencyHistogram;
import java.util.function.IntSupplier;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.bytedeco.javacpp.Pointer;

/** What the splitter reports: sessions and frames, decoding, and its process's memory. */
final class SplitterMetrics {

    private final MetricGroup metrics;
    private final Counter framesAnalysed;
    private final Counter sessionsRead;
    private final LatencyHistogram decoding;

    SplitterMetrics(MetricGroup operator) {
        metrics = AdgazeMetrics.of(operator);
        framesAnalysed = metrics.counter("frames_analysed");
        metrics.meter("frames_analysed_per_second", new MeterView(framesAnalysed));
        sessionsRead = metrics.counter("sessions_read");
        decoding = LatencyHistogram.register(metrics, "decode_latency_ms");
    }

    /** Reports the sessions that are being read or wait; asked on a reporter's thread. */
    void watchSessions(IntSupplier inFlight) {
        metrics.gauge("sessions_in_flight", (Gauge<Integer>) inFlight::getAsInt);
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
