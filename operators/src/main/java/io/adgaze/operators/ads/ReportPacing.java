package io.adgaze.operators.ads;

import io.adgaze.records.MinimumViewers;
import java.io.Serializable;
import java.time.Duration;

/**
 * When an ad is reported, and when its heatmap is drawn.
 *
 * <p>A report goes out only when at least {@code minViewers} viewers have come to count or ceased
 * to since the last one: the difference of two reports is a figure too. That some sessions'
 * retention has ended is no reason for one. Two alone report whatever there is: a withdrawal, since
 * no figure may go on counting who has withdrawn, and the end of bounded input, since nothing comes
 * after it.
 *
 * @param reportEvery reports of an ad are at least so far apart, unless it settles
 * @param renderEvery its heatmaps likewise
 * @param settleAfter an ad has settled when nothing has changed for so long
 * @param minViewers below this many viewers a figure is suppressed
 */
public record ReportPacing(
        Duration reportEvery, Duration renderEvery, Duration settleAfter, int minViewers)
        implements Serializable {

    private static final int GATHERINGS_A_REPORT = 10;

    /**
     * For how long changes are gathered before they are added to an ad, and again before it is
     * reported: short beside what anybody waits for, long beside what a report takes.
     */
    public Duration gatherFor() {
        Duration shorter = reportEvery.compareTo(settleAfter) < 0 ? reportEvery : settleAfter;
        return shorter.dividedBy(GATHERINGS_A_REPORT);
    }

    long settlesAt(long now) {
        return now + settleAfter.toMillis();
    }

    boolean isReportDue(AdProgress ad, long now) {
        return now >= reportAt(ad);
    }

    /** Where there is a report whose heatmap has not been drawn. */
    boolean isHeatmapDue(AdProgress ad, long now) {
        return now >= renderAt(ad);
    }

    /** When the next of all that is waited for is due; {@link AdProgress#NEVER} if nothing is. */
    long wakesAt(AdProgress ad) {
        long render = ad.owesHeatmap() ? renderAt(ad) : AdProgress.NEVER;
        return Math.min(ad.settlesAt(), Math.min(reportAt(ad), render));
    }

    /** Likewise after a change, whose like may be on their way from the ad's other parts. */
    long wakesAtAfterChange(AdProgress ad, long now) {
        long soon = Math.max(wakesAt(ad), now + gatherFor().toMillis());
        return Math.min(ad.wakesAt(), soon);
    }

    private long reportAt(AdProgress ad) {
        return mayBeReported(ad)
                ? Math.min(ad.settlesAt(), ad.reportedAt() + reportEvery.toMillis())
                : AdProgress.NEVER;
    }

    private boolean mayBeReported(AdProgress ad) {
        if (ad.hasWithdrawals() && ad.reportedAt() > 0) {
            return true;
        }
        return ad.hasNews() && new MinimumViewers(minViewers).allows(ad.changedN());
    }

    private long renderAt(AdProgress ad) {
        return Math.min(ad.settlesAt(), ad.renderedAt() + renderEvery.toMillis());
    }
}
