package io.adgaze.capture.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** What requests took, by kind; may be used by many threads. */
final class Latencies {

    private final Map<String, ConcurrentLinkedQueue<Long>> nanos = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();

    void add(String kind, long tookNanos) {
        nanos.computeIfAbsent(kind, any -> new ConcurrentLinkedQueue<>()).add(tookNanos);
    }

    void fail(String what) {
        failures.add(what);
    }

    int failures() {
        return failures.size();
    }

    String progress() {
        long requests = nanos.values().stream().mapToLong(ConcurrentLinkedQueue::size).sum();
        return "%7d requests %5d failures".formatted(requests, failures.size());
    }

    /** A line for each kind, with percentiles in ms, and the first failures. */
    @Override
    public String toString() {
        String lines =
                new TreeMap<>(nanos)
                        .entrySet().stream()
                                .map(kind -> line(kind.getKey(), sorted(kind.getValue())))
                                .collect(Collectors.joining("\n"));
        String failed = failures.stream().limit(10).collect(Collectors.joining("\n"));
        return """
        kind          requests      p50      p95      p99  longest ms
        %s
        failures: %d
        %s"""
                .formatted(lines, failures.size(), failed);
    }

    private static long[] sorted(ConcurrentLinkedQueue<Long> taken) {
        return taken.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static String line(String kind, long[] sorted) {
        return "%-12s %9d %8.1f %8.1f %8.1f %8.1f"
                .formatted(
                        kind,
                        sorted.length,
                        ms(sorted, 0.5),
                        ms(sorted, 0.95),
                        ms(sorted, 0.99),
                        ms(sorted, 1));
    }

    private static double ms(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * sorted.length) - 1] / 1e6;
    }
}
