package io.adgaze.reports;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as the report shows them. */
final class Numbers {

    /** Stands where a figure was not measured or is suppressed. */
    static final String NONE = "–";

    /** Follows a percentage, on the same line. */
    static final String PERCENT = "\u00a0%";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Numbers() {}

    /** A rate of 0..1 as a whole percentage. */
    static String percent(@Nullable Float rate) {
        return rate == null ? NONE : String.format(Locale.ROOT, "%.0f", rate * 100) + PERCENT;
    }

    static String twoDecimals(@Nullable Float value) {
        if (value == null) {
            return NONE;
        }
        // Adding 0 turns a negative zero, which "%.2f" would show as such, into zero.
        double rounded = Math.round(value * 100) / 100.0 + 0.0;
        return String.format(Locale.ROOT, "%.2f", rounded).replace('-', '−');
    }

    static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    static String viewers(int n) {
        return n == 1 ? "1 viewer" : n + " viewers";
    }
}
