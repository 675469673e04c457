package io.adgaze.operators.ads.sums;

import io.adgaze.records.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;

/**
 * Which video of an ad sessions saw, and when. Ads keep how many of the sessions that count are of
 * each, so that the first hour and the latest video, to the hour, are right whoever comes late or
 * is taken out.
 *
 * @param hour in which they began, in hours since the epoch
 * @param ad the ad's video
 * @param adDurationMs its length
 */
public record Showing(long hour, ObjectRef ad, long adDurationMs) {

    /** Of one hour the order is by name, so that it does not depend on arrival. */
    public static final Comparator<Showing> BY_TIME =
            Comparator.comparingLong(Showing::hour)
                    .thenComparing(showing -> showing.ad().uri())
                    .thenComparing(showing -> showing.ad().version());

    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    static Showing of(Contribution contribution) {
        return new Showing(
                Math.floorDiv(contribution.startedAtMs(), HOUR_MS),
                contribution.ad(),
                contribution.adDurationMs());
    }

    /** The same video at midnight, UTC. */
    public Showing atBeginOf(LocalDate day) {
        return new Showing(Duration.ofDays(day.toEpochDay()).toHours(), ad, adDurationMs);
    }

    /** When its hour began. */
    public Instant at() {
        return Instant.EPOCH.plus(Duration.ofHours(hour));
    }
}
