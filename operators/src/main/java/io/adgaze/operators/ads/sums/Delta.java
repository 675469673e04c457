package io.adgaze.operators.ads.sums;

import java.util.Map;

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
 */
public record Delta(
        String adId,
        int changedN,
        boolean hasNews,
        boolean hasWithdrawals,
        int secondsEnd,
        Map<Integer, byte[]> blocks,
        Map<Showing, Long> showings,
        Map<String, Long> campaigns) {

    /** How many more viewers there are by it; negative where there are fewer. */
    public long comingN() {
        return showings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Short, since failures quote it. */
    @Override
    public String toString() {
        return "Delta[" + adId + ", " + changedN + " viewers]";
    }
}
