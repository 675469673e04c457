package io.adgaze.operators.ads.reports;

import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.Segment.Kind;
import io.adgaze.records.MinimumViewers;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Which segments' figures may be published: those over enough viewers, unless what is published
 * besides would give away a group that is too small (complementary suppression: Willenborg and de
 * Waal, Elements of Statistical Disclosure Control, 2001, chapter 6).
 *
 * <p>A group can be worked out as a difference of sums. Within a kind, what is not published must
 * be nobody or enough viewers: the suppressed segments together, and those with them of whom the
 * kind is not known. Across kinds, the viewers whose age and gender are known and those whose
 * device is known are two groups whose sums are published; where one lies within the other, the
 * difference must be nobody or enough viewers as well. As long as anything is given away, the
 * smallest published segment is suppressed too.
 */
final class Disclosure {

    private static final List<Kind> PUBLISHED =
            List.of(Kind.AGE_BAND, Kind.GENDER, Kind.DEVICE_CLASS);

    private final MinimumViewers minimum;
    private final ToLongFunction<Segment> viewersN;
    private final Set<Segment> shown = new HashSet<>();

    /**
     * @param viewersN how many of a segment's viewers a figure rests on
     */
    Disclosure(MinimumViewers minimum, ToLongFunction<Segment> viewersN) {
        this.minimum = minimum;
        this.viewersN = viewersN;
        if (minimum.allows(n(Segment.EVERYBODY))) {
            shown.add(Segment.EVERYBODY);
            PUBLISHED.forEach(this::show);
        }
    }

    /** Whether the segment's figure may be published. */
    boolean shows(Segment segment) {
        return shown.contains(segment);
    }

    private void show(Kind kind) {
        kind.segments().stream()
                .filter(segment -> segment.code() != null && minimum.allows(n(segment)))
                .forEach(shown::add);
        while (givesAway(kind)) {
            Optional<Segment> smallest =
                    kind.segments().stream().filter(this::shows).min(Comparator.comparing(this::n));
            if (smallest.isEmpty()) {
                return;
            }
            shown.remove(smallest.get());
        }
    }

    private boolean givesAway(Kind kind) {
        int known = kind.segments().stream().mapToInt(this::n).sum();
        int hidden = kind.segments().stream().filter(s -> !shows(s)).mapToInt(this::n).sum();
        if (hidden > 0) {
            return isTooFew(hidden);
        }
        return isTooFew(n(Segment.EVERYBODY) - known) || differsByTooFew();
    }

    /** Whether of the known devices and the known ages and genders one lies within the other. */
    private boolean differsByTooFew() {
        int device = n(Segment.DEVICE_ALONE);
        int demographics = n(Segment.DEMOGRAPHICS_ALONE);
        return demographics == 0 && isTooFew(device) || device == 0 && isTooFew(demographics);
    }

    private boolean isTooFew(int viewersN) {
        return viewersN > 0 && !minimum.allows(viewersN);
    }

    private int n(Segment segment) {
        return Math.toIntExact(viewersN.applyAsLong(segment));
    }
}
