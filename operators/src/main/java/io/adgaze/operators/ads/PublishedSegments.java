package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.records.AdSegmentSecond;
import io.adgaze.records.MinimumViewers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The segments' rows of an ad that were published last. All of them are of one moment: of an older
 * one than everybody's, where newer ones would differ from them by a few viewers of a segment.
 *
 * @param rows of {@code ad_segment_seconds}
 * @param areStale whether newer ones were held back
 */
public record PublishedSegments(List<AdSegmentSecond> rows, boolean areStale) {

    static PublishedSegments of(List<AdSegmentSecond> rows) {
        return new PublishedSegments(rows, false);
    }

    PublishedSegments stale() {
        return new PublishedSegments(rows, true);
    }

    /**
     * Whether each segment whose figures are or were published has as many viewers as before, or
     * differs by enough, those left out of account who have withdrawn.
     *
     * @param withdrawn how many have since, by {@link Segment#label}
     */
    boolean mayBeFollowedBy(
            List<AdSegmentSecond> next, Map<String, Long> withdrawn, MinimumViewers minimum) {
        Map<String, Integer> before = viewers(rows);
        Map<String, Integer> after = viewers(next);
        Set<String> published = new TreeSet<>(published(rows));
        published.addAll(published(next));
        return published.stream()
                .mapToInt(
                        s ->
                                after.getOrDefault(s, 0)
                                        + withdrawn.getOrDefault(s, 0L).intValue()
                                        - before.getOrDefault(s, 0))
                .map(Math::abs)
                .allMatch(difference -> difference == 0 || minimum.allows(difference));
    }

    /** Of the second that most of a segment's viewers covered. */
    private static Map<String, Integer> viewers(List<AdSegmentSecond> rows) {
        Map<String, Integer> viewers = new HashMap<>();
        rows.forEach(row -> viewers.merge(name(row), row.figures().viewersN(), Math::max));
        return viewers;
    }

    private static Set<String> published(List<AdSegmentSecond> rows) {
        Set<String> published = new TreeSet<>();
        rows.stream()
                .filter(row -> !row.figures().suppressed())
                .forEach(row -> published.add(name(row)));
        return published;
    }

    private static String name(AdSegmentSecond row) {
        return Segment.label(row.segmentKind(), row.segment());
    }
}
