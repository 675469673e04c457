package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Delta;

/**
 * How far an ad has come. Times are epoch ms of processing time.
 *
 * @param secondsEnd above all ad seconds that sums are kept of
 * @param changedN viewers who count and did not in the last report, or the other way round, those
 *     who withdrew among them
 * @param hasNews whether any of that came with a session that counts now; if not, retention has
 *     ended for some, which is no reason for a report
 * @param hasWithdrawals whether any of that was withdrawn, which is a reason at once
 * @param owesHeatmap whether the last report's heatmap has not been drawn
 * @param reportedAt when the last report was made; 0 for never
 * @param renderedAt when the last heatmap was; 0 for never
 * @param settlesAt when the ad settles unless something changes; {@link #NEVER} when it has
 * @param wakesAt the timer that is set; {@link #NEVER} without one
 * @param othersN changes since the last report that are no withdrawals
 */
public record AdProgress(
        int secondsEnd,
        int changedN,
        boolean hasNews,
        boolean hasWithdrawals,
        boolean owesHeatmap,
        long reportedAt,
        long renderedAt,
        long settlesAt,
        long wakesAt,
        int othersN) {

    static final long NEVER = Long.MAX_VALUE;

    /** Of an ad that nobody has watched. */
    static final AdProgress NONE = new AdProgress(0, 0, false, false, false, 0, 0, NEVER, NEVER, 0);

    /**
     * A heatmap that shows a viewer who has withdrawn is not owed any more: another report follows.
     *
     * @param settles when the ad settles now, if there is news
     */
    AdProgress changedBy(Delta delta, long settles) {
        return new AdProgress(
                Math.max(secondsEnd, delta.secondsEnd()),
                changedN + delta.changedN(),
                hasNews || delta.hasNews(),
                hasWithdrawals || delta.hasWithdrawals(),
                owesHeatmap && !delta.hasWithdrawals(),
                reportedAt,
                renderedAt,
                delta.hasNews() ? settles : settlesAt,
                wakesAt,
                othersN + delta.othersN());
    }

    AdProgress settled() {
        return new AdProgress(
                secondsEnd,
                changedN,
                hasNews,
                hasWithdrawals,
                owesHeatmap,
                reportedAt,
                renderedAt,
                NEVER,
                wakesAt,
                othersN);
    }

    /** Its heatmap is owed until it is {@link #rendered}. */
    AdProgress reported(long now) {
        return new AdProgress(
                secondsEnd, 0, false, false, true, now, renderedAt, settlesAt, wakesAt, 0);
    }

    AdProgress rendered(long now) {
        return new AdProgress(
                secondsEnd,
                changedN,
                hasNews,
                hasWithdrawals,
                false,
                reportedAt,
                now,
                settlesAt,
                wakesAt,
                othersN);
    }

    AdProgress wakingAt(long time) {
        return new AdProgress(
                secondsEnd,
                changedN,
                hasNews,
                hasWithdrawals,
                owesHeatmap,
                reportedAt,
                renderedAt,
                settlesAt,
                time,
                othersN);
    }
}
