package io.adgaze.jobs.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;

/** Adds up the processor time of this thread that each stage takes. */
final class StageClock {

    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private long lastNanos;

    /** From now on time counts. */
    void start() {
        lastNanos = THREAD.getCurrentThreadCpuTime();
    }

    /** The time since the last call, or the start, went to {@code stage}. */
    void lap(Stage stage) {
        long now = THREAD.getCurrentThreadCpuTime();
        nanos.merge(stage, now - lastNanos, Long::sum);
        lastNanos = now;
    }

    double millis(Stage stage) {
        return nanos.getOrDefault(stage, 0L) / 1e6;
    }

    double totalMillis() {
        return nanos.values().stream().mapToLong(Long::longValue).sum() / 1e6;
    }
}
