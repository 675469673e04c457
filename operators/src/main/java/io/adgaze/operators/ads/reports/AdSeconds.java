package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.SecondSums;
import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.ViewerSums;
import io.adgaze.records.AdSecond;
import io.adgaze.records.AdSegmentSecond;
import io.adgaze.records.MinimumViewers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** An ad's rows of {@code ad_seconds} and {@code ad_segment_seconds}. */
final class AdSeconds {

    private final String adId;
    private final String dt;
    private final ViewerSums viewers;
    private final SortedMap<Integer, SecondSums> seconds;
    private final MinimumViewers minimum;
    private final Estimates estimates;
    private final Map<Integer, Disclosures> disclosures = new HashMap<>();

    AdSeconds(
            String adId,
            String dt,
            ViewerSums viewers,
            SortedMap<Integer, SecondSums> seconds,
            MinimumViewers minimum,
            Estimates estimates) {
        this.adId = adId;
        this.dt = dt;
        this.viewers = viewers;
        this.seconds = seconds;
        this.minimum = minimum;
        this.estimates = estimates;
    }

    /** The ad's seconds, by second. */
    List<AdSecond> rows() {
        return rows(Segment.EVERYBODY);
    }

    /** Its segments' seconds, segment by segment. */
    List<AdSegmentSecond> segmentRows() {
        return Arrays.stream(Segment.values())
                .filter(segment -> segment.code() != null)
                .flatMap(
                        segment ->
                                rows(segment).stream()
                                        .map(
                                                row ->
                                                        new AdSegmentSecond(
                                                                segment.kind().code(),
                                                                segment.code(),
                                                                row)))
                .toList();
    }

    private List<AdSecond> rows(Segment segment) {
        return seconds.entrySet().stream()
                .filter(second -> second.getValue().viewersN(segment) > 0)
                .map(second -> row(second, segment))
                .toList();
    }

    private AdSecond row(Map.Entry<Integer, SecondSums> second, Segment segment) {
        Disclosures allowed =
                disclosures.computeIfAbsent(
                        second.getKey(), s -> new Disclosures(second.getValue(), minimum));
        SecondFigures figures = new SecondFigures(second.getValue(), segment, allowed, estimates);
        return figures.row(dt, adId, second.getKey(), viewers.viewersN(segment));
    }
}
