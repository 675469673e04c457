package io.adgaze.storage;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Flink's configuration writes them: a whole number and a unit ({@code 30 s}, {@code
 * 1min}), milliseconds where there is no unit, or ISO 8601 ({@code PT30S}).
 */
final class FlinkDuration {

    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(\\p{L}*)");

    private static final Map<String, ChronoUnit> UNITS =
            Map.ofEntries(
                    Map.entry("d", ChronoUnit.DAYS),
                    Map.entry("day", ChronoUnit.DAYS),
                    Map.entry("h", ChronoUnit.HOURS),
                    Map.entry("hour", ChronoUnit.HOURS),
                    Map.entry("m", ChronoUnit.MINUTES),
                    Map.entry("min", ChronoUnit.MINUTES),
                    Map.entry("minute", ChronoUnit.MINUTES),
                    Map.entry("s", ChronoUnit.SECONDS),
                    Map.entry("sec", ChronoUnit.SECONDS),
                    Map.entry("second", ChronoUnit.SECONDS),
                    Map.entry("", ChronoUnit.MILLIS),
                    Map.entry("ms", ChronoUnit.MILLIS),
                    Map.entry("milli", ChronoUnit.MILLIS),
                    Map.entry("millisecond", ChronoUnit.MILLIS),
                    Map.entry("µs", ChronoUnit.MICROS),
                    Map.entry("micro", ChronoUnit.MICROS),
                    Map.entry("microsecond", ChronoUnit.MICROS),
                    Map.entry("ns", ChronoUnit.NANOS),
                    Map.entry("nano", ChronoUnit.NANOS),
                    Map.entry("nanosecond", ChronoUnit.NANOS));

    private FlinkDuration() {}

    /** Empty where {@code text} is no duration. */
    static Optional<Duration> parse(String text) {
        String written = text.strip();
        Matcher form = FORM.matcher(written);
        try {
            if (!form.matches()) {
                return Optional.of(Duration.parse(written));
            }
            long amount = Long.parseLong(form.group(1));
            return unit(form.group(2).toLowerCase(Locale.ROOT))
                    .map(unit -> Duration.of(amount, unit));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<ChronoUnit> unit(String label) {
        ChronoUnit unit = UNITS.get(label);
        boolean plural = unit == null && label.length() > 3 && label.endsWith("s");
        return Optional.ofNullable(
                plural ? UNITS.get(label.substring(0, label.length() - 1)) : unit);
    }
}
