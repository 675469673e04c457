package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.SecondMeasure;
import io.adgaze.operators.ads.sums.SecondSums;
import io.adgaze.records.MinimumViewers;
import java.util.EnumMap;
import java.util.Map;

/** What of each figure of one second may be published, worked out once for all segments. */
final class Disclosures {

    private final SecondSums second;
    private final MinimumViewers minimum;
    private final Disclosure viewers;
    private final Disclosure dominant;
    private final Map<SecondMeasure, Disclosure> measures = new EnumMap<>(SecondMeasure.class);

    Disclosures(SecondSums second, MinimumViewers minimum) {
        this.second = second;
        this.minimum = minimum;
        this.viewers = new Disclosure(minimum, second::viewersN);
        this.dominant = new Disclosure(minimum, second::dominantN);
    }

    Disclosure ofViewers() {
        return viewers;
    }

    Disclosure ofDominant() {
        return dominant;
    }

    Disclosure of(SecondMeasure measure) {
        return measures.computeIfAbsent(
                measure, m -> new Disclosure(minimum, segment -> second.of(segment, m).n()));
    }
}
