package io.adgaze.jobs.mutations;

import java.util.EnumMap;
import java.util.Map;

/** Counts what came of mutated input, and tells of what should not have. */
final class TrialReport {

    /** The most that an input may take above its neighbours. */
    static final long MAX_MS = 30_000;

    static final long MAX_MIB = 512;

    private static final int TOLD = 20;

    private final long seed;
    private final Map<Kind, Map<Attempt.Outcome, Integer>> counts = new EnumMap<>(Kind.class);
    private long longestMs;
    private long mostMib;
    private int faults;

    TrialReport(long seed) {
        this.seed = seed;
    }

    void count(Kind kind, int number, Attempt attempt) {
        counts.computeIfAbsent(kind, k -> new EnumMap<>(Attempt.Outcome.class))
                .merge(attempt.outcome(), 1, Integer::sum);
        longestMs = Math.max(longestMs, attempt.ms());
        mostMib = Math.max(mostMib, attempt.aboveMib());
        boolean tooMuch = attempt.ms() > MAX_MS || attempt.aboveMib() > MAX_MIB;
        if ((attempt.outcome() == Attempt.Outcome.FAILED || tooMuch) && ++faults <= TOLD) {
            System.out.printf(
                    "%s %d of seed %d: %s, %d ms, %d MiB: %s%n",
                    kind,
                    number,
                    seed,
                    attempt.outcome(),
                    attempt.ms(),
                    attempt.aboveMib(),
                    attempt.fault());
        }
    }

    int faults() {
        return faults;
    }

    void print() {
        System.out.printf("%-16s %6s %8s %7s%n", "", "read", "refused", "failed");
        counts.forEach(
                (kind, of) ->
                        System.out.printf(
                                "%-16s %6d %8d %7d%n",
                                kind.name().toLowerCase().replace('_', ' '),
                                of.getOrDefault(Attempt.Outcome.READ, 0),
                                of.getOrDefault(Attempt.Outcome.REFUSED, 0),
                                of.getOrDefault(Attempt.Outcome.FAILED, 0)));
        System.out.printf(
                "The longest took %d ms; the most was %d MiB above before.%n", longestMs, mostMib);
    }
}
