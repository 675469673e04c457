package io.adgaze.jobs;

import java.time.Duration;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.TypeConversionException;

/** Durations on a command line, as Flink writes them. */
final class Durations {

    private Durations() {}

    static Duration parse(String text) {
        try {
            return TimeUtils.parseDuration(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is not a duration like '30 s', '5 min' or '12 h'");
        }
    }
}
