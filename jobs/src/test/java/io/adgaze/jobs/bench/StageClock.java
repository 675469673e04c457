package io.adgaze.jobs.bench;

import java.util.EnumMap;
import java.util.Map;

/** Adds up the time that each stage takes. */
final class StageClock {

    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private long lastNanos;

    /** From now on time counts. */
    void start() {
        lastNanos = System.nanoTime();
    }

    /** The time since the last call, or the start, went to {@code stage}. */
    void lap(Stage stage) {
        long now = System.nanoTime();
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
