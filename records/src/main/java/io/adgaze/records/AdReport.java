package io.adgaze.records;

import java.util.List;

/**
 * An ad over its sessions: what the exports are made of. Holds no session, face or viewer, and no
 * figure that rests on fewer viewers than the minimum: {@link MinimumViewers} has been applied to
 * all of it, save that the density of gaze is still made, and suppressed, where it is drawn.
 *
 * @param adId the ad
 * @param dt the UTC day of the first session in its first report, for good
 * @param ad the ad's video
 * @param adDurationMs its length
 * @param sample who was counted and who was not
 * @param seconds the ad's seconds, from 0
 * @param gaze one track a viewer with calibrated gaze, in an order that does not depend on arrival,
 *     of the moments at which enough viewers have gaze
 */
public record AdReport(
        String adId,
        String dt,
        ObjectRef ad,
        long adDurationMs,
        AdSample sample,
        List<AdSecond> seconds,
        List<GazeTrack> gaze) {

    /** Short, since failures quote it: no curve and no track. */
    @Override
    public String toString() {
        return "AdReport[" + adId + ", " + sample.sessionsN() + " viewers]";
    }
}
