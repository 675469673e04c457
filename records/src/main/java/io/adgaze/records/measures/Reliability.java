package io.adgaze.records.measures;

import java.util.Locale;

/** How far an ad second's figures can be used, by the viewers that it has. */
public enum Reliability {
    INSUFFICIENT(0, "an illustration, not a result"),
    DIRECTIONAL(30, "shows a direction"),
    REPORT(150, "can be reported");

    private final int leastViewers;
    private final String use;

    Reliability(int leastViewers, String use) {
        this.leastViewers = leastViewers;
        this.use = use;
    }

    /** The grade of figures over {@code viewersN} viewers. */
    public static Reliability of(int viewersN) {
        if (viewersN < DIRECTIONAL.leastViewers) {
            return INSUFFICIENT;
        }
        return viewersN < REPORT.leastViewers ? DIRECTIONAL : REPORT;
    }

    /** As {@code ad_seconds.grade} has it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Viewers from which on it holds. */
    public int leastViewers() {
        return leastViewers;
    }

    /** What it means, in a sentence. */
    public String meaning() {
        return range() + ": " + use + ".";
    }

    private String range() {
        return switch (this) {
            case INSUFFICIENT -> "Fewer than " + viewers(DIRECTIONAL.leastViewers);
            case DIRECTIONAL -> leastViewers + " to " + viewers(REPORT.leastViewers - 1);
            case REPORT -> viewers(leastViewers) + " or more";
        };
    }

    private static String viewers(int n) {
        return n + " viewers";
    }
}
