package io.adgaze.operators.ads.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.ads.sums.Segment;
import io.adgaze.operators.ads.sums.Segment.Kind;
import io.adgaze.records.MinimumViewers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final int POPULATIONS = 20_000;
    private static final List<Kind> KINDS = List.of(Kind.AGE_BAND, Kind.GENDER, Kind.DEVICE_CLASS);

    @Test
    void showsSegmentsOfEnoughViewers() {
        Disclosure disclosure =
                new Disclosure(
                        new MinimumViewers(10),
                        of(Map.of(Segment.EVERYBODY, 60, Segment.FEMALE, 30, Segment.MALE, 30)));

        assertThat(disclosure.shows(Segment.FEMALE)).isTrue();
        assertThat(disclosure.shows(Segment.MALE)).isTrue();
        assertThat(disclosure.shows(Segment.PHONE)).isFalse();
    }

    /** Everybody less the women are three men. */
    @Test
    void suppressesTheOtherWithTheOneOfTooFew() {
        Disclosure disclosure =
                new Disclosure(
                        new MinimumViewers(10),
                        of(Map.of(Segment.EVERYBODY, 33, Segment.FEMALE, 30, Segment.MALE, 3)));

        assertThat(disclosure.shows(Segment.EVERYBODY)).isTrue();
        assertThat(disclosure.shows(Segment.FEMALE)).isFalse();
        assertThat(disclosure.shows(Segment.MALE)).isFalse();
    }

    /** Everybody less all who agreed to be told apart are four who did not. */
    @Test
    void suppressesTheSmallestWhereTooFewAreOfNone() {
        Disclosure disclosure =
                new Disclosure(
                        new MinimumViewers(10),
                        of(Map.of(Segment.EVERYBODY, 64, Segment.FEMALE, 35, Segment.MALE, 25)));

        assertThat(disclosure.shows(Segment.FEMALE)).isTrue();
        assertThat(disclosure.shows(Segment.MALE)).isFalse();
    }

    /** The women and men less the bands of age are three whose age is in none. */
    @Test
    void whoIsInNoBandOfAgeIsNotToldByTheGenders() {
        Disclosure disclosure =
                new Disclosure(
                        new MinimumViewers(10),
                        of(
                                Map.of(
                                        Segment.EVERYBODY, 90,
                                        Segment.FEMALE, 33,
                                        Segment.MALE, 30,
                                        Segment.AGE_18_24, 40,
                                        Segment.AGE_25_34, 20,
                                        Segment.AGE_OF_NO_BAND, 3,
                                        Segment.DEMOGRAPHICS_ALONE, 63)));

        assertThat(disclosure.shows(Segment.AGE_18_24)).isTrue();
        assertThat(disclosure.shows(Segment.AGE_25_34)).isFalse();
    }

    @Test
    void showsNobodyWhereEverybodyIsTooFew() {
        Disclosure disclosure =
                new Disclosure(
                        new MinimumViewers(10),
                        of(Map.of(Segment.EVERYBODY, 9, Segment.FEMALE, 9)));

        assertThat(disclosure.shows(Segment.EVERYBODY)).isFalse();
        assertThat(disclosure.shows(Segment.FEMALE)).isFalse();
    }

    /**
     * Whatever is published, no union of a kind's segments lies so within another, or within
     * everybody, that too few viewers are left between them.
     */
    @Test
    void noDifferenceOfWhatIsPublishedIsAGroupOfTooFew() {
        Random random = new Random(13);
        for (int i = 0; i < POPULATIONS; i++) {
            int minimum = 2 + random.nextInt(9);
            List<Set<Segment>> viewers = population(random);
            Disclosure disclosure =
                    new Disclosure(
                            new MinimumViewers(minimum),
                            segment -> viewers.stream().filter(v -> v.contains(segment)).count());
            List<Set<Integer>> published = published(viewers, disclosure);
            for (Set<Integer> one : published) {
                assertThat(one).as("population " + i).hasSizeGreaterThanOrEqualTo(minimum);
                for (Set<Integer> other : published) {
                    int difference = one.size() - other.size();
                    if (one.containsAll(other)) {
                        assertThat(difference == 0 || difference >= minimum)
                                .as("population %d: %d and %d", i, one.size(), other.size())
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Everybody, and of each kind all of its published segments together. */
    private static List<Set<Integer>> published(List<Set<Segment>> viewers, Disclosure disclosure) {
        List<Set<Integer>> published = new ArrayList<>();
        if (disclosure.shows(Segment.EVERYBODY)) {
            published.add(viewersIn(viewers, Set.of(Segment.EVERYBODY)));
        }
        for (Kind kind : KINDS) {
            Set<Segment> shown =
                    kind.segments().stream().filter(disclosure::shows).collect(Collectors.toSet());
            if (!shown.isEmpty()) {
                published.add(viewersIn(viewers, shown));
            }
        }
        return published;
    }

    private static Set<Integer> viewersIn(List<Set<Segment>> viewers, Set<Segment> segments) {
        Set<Integer> in = new HashSet<>();
        for (int i = 0; i < viewers.size(); i++) {
            if (viewers.get(i).stream().anyMatch(segments::contains)) {
                in.add(i);
            }
        }
        return in;
    }

    private static List<Set<Segment>> population(Random random) {
        double consenting =
                random.nextBoolean() ? 1 - random.nextInt(3) / 20.0 : random.nextDouble();
        double telling = random.nextBoolean() ? 1 - random.nextInt(3) / 20.0 : random.nextDouble();
        int n = 1 + random.nextInt(60);
        List<Set<Segment>> viewers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            viewers.add(viewer(random, consenting, telling));
        }
        return viewers;
    }

    private static Set<Segment> viewer(Random random, double consenting, double telling) {
        Set<Segment> segments = new HashSet<>(Set.of(Segment.EVERYBODY));
        boolean consents = random.nextDouble() < consenting;
        boolean tells = random.nextDouble() < telling;
        if (consents) {
            segments.add(random.nextInt(3) == 0 ? Segment.MALE : Segment.FEMALE);
            segments.add(
                    List.of(Segment.AGE_18_24, Segment.AGE_25_34, Segment.AGE_OF_NO_BAND)
                            .get(random.nextInt(20) == 0 ? 2 : random.nextInt(2)));
        }
        if (tells) {
            segments.add(random.nextInt(4) == 0 ? Segment.PHONE : Segment.DESKTOP);
        }
        if (tells && !consents) {
            segments.add(Segment.DEVICE_ALONE);
        }
        if (consents && !tells) {
            segments.add(Segment.DEMOGRAPHICS_ALONE);
        }
        return segments;
    }

    private static ToLongFunction<Segment> of(Map<Segment, Integer> viewers) {
        return segment -> viewers.getOrDefault(segment, 0);
    }
}
