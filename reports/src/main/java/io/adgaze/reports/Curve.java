package io.adgaze.reports;

import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.measures.Measure;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One measure over an ad's seconds.
 *
 * @param name as a heading
 * @param meaning what it says, in a sentence
 * @param shown how a value is written
 * @param points one a second that some viewer covered, by second
 */
record Curve(String name, String meaning, Function<Float, String> shown, List<Point> points) {

    /**
     * A second's value.
     *
     * @param value null where suppressed or not measured
     * @param low lower 95 % bound, null where there is none
     * @param high upper 95 % bound, null where there is none
     */
    record Point(
            int second,
            boolean suppressed,
            @Nullable Float value,
            @Nullable Float low,
            @Nullable Float high) {

        private static Point of(AdSecond second, Estimate estimate) {
            // Too few of the second's viewers may have consented to this one measure.
            boolean tooFew = estimate.n() != null && estimate.n() > 0 && estimate.mean() == null;
            return new Point(
                    second.adSecond(),
                    second.suppressed() || tooFew,
                    estimate.mean(),
                    estimate.ci95Low(),
                    estimate.ci95High());
        }
    }

    static Curve of(
            String name,
            String meaning,
            Function<Float, String> shown,
            List<AdSecond> seconds,
            Function<AdSecond, Estimate> measure) {
        return new Curve(
                name,
                meaning,
                shown,
                seconds.stream().map(s -> Point.of(s, measure.apply(s))).toList());
    }

    static Curve retention(List<AdSecond> seconds) {
        return new Curve(
                Measure.RETENTION.title(),
                Measure.RETENTION.inShort(),
                Numbers::percent,
                seconds.stream()
                        .map(
                                s ->
                                        new Point(
                                                s.adSecond(),
                                                s.suppressed(),
                                                s.retentionRate(),
                                                null,
                                                null))
                        .toList());
    }

    /** The points that have a value. */
    List<Point> measured() {
        return points.stream().filter(point -> point.value() != null).toList();
    }

    /** The greatest distance from 0 of any value or bound; 0 where there is none. */
    double extent() {
        return points.stream()
                .flatMap(point -> Stream.of(point.value(), point.low(), point.high()))
                .filter(Objects::nonNull)
                .mapToDouble(Math::abs)
                .max()
                .orElse(0);
    }
}
