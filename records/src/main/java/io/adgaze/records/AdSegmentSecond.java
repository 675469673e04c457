package io.adgaze.records;

/**
 * A row of {@code ad_segment_seconds}: one second of an ad over the viewers of one segment.
 *
 * @param segmentKind what the segment is of: {@code age_band}, {@code gender} or {@code
 *     device_class}
 * @param segment which it is, as {@code 18-24}, {@code female} or {@code phone}
 * @param figures the columns of {@code ad_seconds}, over the segment's viewers; a figure is null as
 *     well where it would give another, smaller group away
 */
public record AdSegmentSecond(String segmentKind, String segment, AdSecond figures)
        implements TableRow {

    @Override
    public String dt() {
        return figures.dt();
    }

    @Override
    public String adId() {
        return figures.adId();
    }
}
