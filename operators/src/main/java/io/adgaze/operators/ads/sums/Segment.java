package io.adgaze.operators.ads.sums;

import io.adgaze.records.SessionSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Groups of viewers for whom sums are kept. Their order is that of the sums in state: a new one
 * goes to the end, with a new {@link SumsVersion}.
 */
public enum Segment {
    EVERYBODY(Kind.EVERYBODY, null),
    AGE_18_24(Kind.AGE_BAND, "18-24"),
    AGE_25_34(Kind.AGE_BAND, "25-34"),
    AGE_35_44(Kind.AGE_BAND, "35-44"),
    AGE_45_54(Kind.AGE_BAND, "45-54"),
    AGE_55_64(Kind.AGE_BAND, "55-64"),
    AGE_65_PLUS(Kind.AGE_BAND, "65+"),
    /** Estimated below the youngest band: never published, and not to be worked out either. */
    AGE_OF_NO_BAND(Kind.AGE_BAND, null),
    FEMALE(Kind.GENDER, "female"),
    MALE(Kind.GENDER, "male"),
    DESKTOP(Kind.DEVICE_CLASS, "desktop"),
    LAPTOP(Kind.DEVICE_CLASS, "laptop"),
    TABLET(Kind.DEVICE_CLASS, "tablet"),
    PHONE(Kind.DEVICE_CLASS, "phone"),
    TV(Kind.DEVICE_CLASS, "tv"),
    OTHER(Kind.DEVICE_CLASS, "other"),
    /** Who is in a segment of devices but in none of age or gender. */
    DEVICE_ALONE(Kind.KNOWN, null),
    /** Who is in a segment of age or gender but in none of devices. */
    DEMOGRAPHICS_ALONE(Kind.KNOWN, null);

    private static final float[] BANDS_FROM = {18, 25, 35, 45, 55, 65};

    /** What segments tell viewers apart by. */
    public enum Kind {
        EVERYBODY,
        AGE_BAND,
        GENDER,
        DEVICE_CLASS,
        /** Kept to see what differences of published figures would tell. */
        KNOWN;

        /** As {@code ad_segment_seconds.segment_kind} has it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** All that it tells apart, those that are never published among them. */
        public List<Segment> segments() {
            return BY_KIND.getOrDefault(this, List.of());
        }
    }

    private static final Map<Kind, List<Segment>> BY_KIND =
            Arrays.stream(values()).collect(Collectors.groupingBy(Segment::kind));

    private final Kind kind;
    private final @Nullable String code;

    Segment(Kind kind, @Nullable String code) {
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** As {@code ad_segment_seconds.segment} has it; null where none is published. */
    public @Nullable String code() {
        return code;
    }

    /** Those that a viewer is in. */
    static List<Segment> of(SessionSummary viewer) {
        List<Segment> segments = new ArrayList<>(List.of(EVERYBODY));
        Segment device = called(Kind.DEVICE_CLASS, viewer.deviceClass());
        Segment gender = called(Kind.GENDER, viewer.genderEstimate());
        Segment age = ageBand(viewer.ageEstimate());
        for (Segment segment : Arrays.asList(device, gender, age)) {
            if (segment != null) {
                segments.add(segment);
            }
        }
        boolean hasDemographics = gender != null || age != null;
        if (device != null && !hasDemographics) {
            segments.add(DEVICE_ALONE);
        }
        if (device == null && hasDemographics) {
            segments.add(DEMOGRAPHICS_ALONE);
        }
        return segments;
    }

    /** Tells a segment from those of all kinds, by {@link Kind#code} and the segment's own code. */
    public static String label(String kind, String code) {
        return kind + " " + code;
    }

    private static @Nullable Segment called(Kind kind, @Nullable String code) {
        return kind.segments().stream()
                .filter(segment -> segment.code != null && segment.code.equals(code))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Segment ageBand(@Nullable Float years) {
        if (years == null || years.isNaN()) {
            return null;
        }
        int band = -1;
        for (float from : BANDS_FROM) {
            band += years >= from ? 1 : 0;
        }
        return band < 0 ? AGE_OF_NO_BAND : Kind.AGE_BAND.segments().get(band);
    }
}
