package io.adgaze.operators.ads.sums;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be added to an ad's sums: any number of changes, whole ones.
 *
 * @param adId the ad
 * @param changedN viewers who count now and did not, or did and do not any more
 * @param hasNews whether any session comes to count by it, or some only cease to
 * @param hasWithdrawals whether any viewer has withdrawn what counted
 * @param secondsEnd above all ad seconds that it adds to
 * @param blocks by {@link Block}'s key, as each is written
 * @param showings sessions by what they saw, and when
 * @param campaigns sessions by campaign
 * @param othersN of how many changes it is that are no withdrawals
 * @param withdrawn viewers who have withdrawn, by {@link Segment#label}
 * @param changes all that it is of, so that some can be held back; null where they are too many to
 *     be, and in what an earlier release handed on
 */
public record Delta(
        String adId,
        int changedN,
        boolean hasNews,
        boolean hasWithdrawals,
        int secondsEnd,
        Map<Integer, byte[]> blocks,
        Map<Showing, Long> showings,
        Map<String, Long> campaigns,
        int othersN,
        Map<String, Long> withdrawn,
        @Nullable List<Change> changes) {

    /** How many more viewers there are by it; negative where there are fewer. */
    public long comingN() {
        return showings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same, to be taken apart. */
    Delta of(List<Change> all) {
        return new Delta(
                adId,
                changedN,
                hasNews,
                hasWithdrawals,
                secondsEnd,
                blocks,
                showings,
                campaigns,
                othersN,
                withdrawn,
                all);
    }

    /** Short, since failures quote it. */
    @Override
    public String toString() {
        return "Delta[" + adId + ", " + changedN + " viewers]";
    }
}
