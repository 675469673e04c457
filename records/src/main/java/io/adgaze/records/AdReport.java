package io.adgaze.records;

import io.adgaze.records.density.AdGaze;
import java.time.Instant;
import java.util.List;

/**
 * An ad over its sessions: what the exports are made of. Holds no session, face or viewer, and no
 * figure that rests on fewer viewers than the minimum: {@link MinimumViewers} has been applied to
 * all of it.
 *
 * @param adId the ad
 * @param dt the UTC day of the first session in its first report, for good
 * @param ad the ad's video
 * @param adDurationMs its length
 * @param asOf when it was made; sessions that came later are not in it
 * @param sample who was counted and who was not
 * @param summary the ad's row of {@code ads}
 * @param seconds the ad's seconds, from 0
 * @param segments its segments' seconds, which may be of an earlier report
 * @param drawsHeatmap whether its heatmap is to be drawn; if not, that of an earlier report stays
 * @param density where its viewers look, of the moments at which enough have gaze; none where no
 *     heatmap is drawn
 * @param followsWithdrawal whether viewers have withdrawn since the report before, so that no older
 *     one may be published any more; false in what an earlier release kept
 */
public record AdReport(
        String adId,
        String dt,
        ObjectRef ad,
        long adDurationMs,
        Instant asOf,
        AdSample sample,
        AdSummary summary,
        List<AdSecond> seconds,
        List<AdSegmentSecond> segments,
        boolean drawsHeatmap,
        AdGaze density,
        boolean followsWithdrawal) {

    /** The same figures, with the heatmap left as it is. */
    public AdReport withoutHeatmap() {
        return new AdReport(
                adId,
                dt,
                ad,
                adDurationMs,
                asOf,
                sample,
                summary,
                seconds,
                segments,
                false,
                AdGaze.NONE,
                followsWithdrawal);
    }

    /** The same figures, with other rows of its segments. */
    public AdReport withSegments(List<AdSegmentSecond> others) {
        return new AdReport(
                adId,
                dt,
                ad,
                adDurationMs,
                asOf,
                sample,
                summary,
                seconds,
                others,
                drawsHeatmap,
                density,
                followsWithdrawal);
    }

    /** The same, as what replaces all that viewers were in who have withdrawn. */
    public AdReport followingWithdrawal() {
        return new AdReport(
                adId,
                dt,
                ad,
                adDurationMs,
                asOf,
                sample,
                summary,
                seconds,
                segments,
                drawsHeatmap,
                density,
                true);
    }

    /** Short, since failures quote it: no curve and no gaze. */
    @Override
    public String toString() {
        return "AdReport[" + adId + ", " + sample.sessionsN() + " viewers]";
    }
}
