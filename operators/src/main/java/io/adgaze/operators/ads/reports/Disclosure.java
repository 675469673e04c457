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
import java.util.stream.Stream;

/**
 * Which segments' figures may be published: those over enough viewers, unless what is published
 * besides would give away a group that is too small (complementary suppression: Willenborg and de
 * Waal, Elements of Statistical Disclosure Control, 2001, chapter 6).
 *
 * <p>A group can be worked out as a difference of sums. All of a kind's published segments together
 * are such a sum, and everybody is another. Of two of them, one may lie within the other wherever
 * it is smaller; so they must be equally many, or differ by enough viewers. As long as two do not,
 * the smallest segment of their kinds is suppressed too. Only of all whose device is known and all
 * whose age and gender are is it counted whether one lies within the other.
 */
final class Disclosure {

    private static final List<Kind> KINDS =
            List.of(Kind.EVERYBODY, Kind.AGE_BAND, Kind.GENDER, Kind.DEVICE_CLASS);

    private final MinimumViewers minimum;
    private final ToLongFunction<Segment> viewersN;
    private final Set<Segment> shown = new HashSet<>();

    /**
     * @param viewersN how many of a segment's viewers a figure rests on
     */
    Disclosure(MinimumViewers minimum, ToLongFunction<Segment> viewersN) {
        this.minimum = minimum;
        this.viewersN = viewersN;
        if (!minimum.allows(n(Segment.EVERYBODY))) {
            return;
        }
        shown.add(Segment.EVERYBODY);
        segments().filter(segment -> minimum.allows(n(segment))).forEach(shown::add);
        Optional<Segment> told = toldByADifference();
        while (told.isPresent()) {
            shown.remove(told.get());
            told = toldByADifference();
        }
    }

    /** Whether the segment's figure may be published. */
    boolean shows(Segment segment) {
        return shown.contains(segment);
    }

    /** The smallest segment of two kinds whose difference is too small; empty without such. */
    private Optional<Segment> toldByADifference() {
        for (Kind one : KINDS) {
            for (Kind other : KINDS) {
                if (published(one) > 0 && givesAway(one, other)) {
                    return segments()
                            .filter(this::shows)
                            .filter(segment -> segment.kind() == one || segment.kind() == other)
                            .min(Comparator.comparing(this::n));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether what is published of one kind may lie within what is of the other, but for a few. */
    private boolean givesAway(Kind one, Kind other) {
        int difference = published(other) - published(one);
        if (difference <= 0 || minimum.allows(difference)) {
            return false;
        }
        boolean isWhole = published(one) == known(one) && published(other) == known(other);
        boolean isOfDevices = one == Kind.DEVICE_CLASS || other == Kind.DEVICE_CLASS;
        if (isWhole && isOfDevices && one != Kind.EVERYBODY && other != Kind.EVERYBODY) {
            return n(Segment.DEVICE_ALONE) == 0 || n(Segment.DEMOGRAPHICS_ALONE) == 0;
        }
        return true;
    }

    private int published(Kind kind) {
        return kind.segments().stream().filter(this::shows).mapToInt(this::n).sum();
    }

    private int known(Kind kind) {
        return kind.segments().stream().mapToInt(this::n).sum();
    }

    /** All that are ever published, but for everybody. */
    private static Stream<Segment> segments() {
        return Stream.of(Segment.values()).filter(segment -> segment.code() != null);
    }

    private int n(Segment segment) {
        return Math.toIntExact(viewersN.applyAsLong(segment));
    }
}
