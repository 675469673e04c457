package io.adgaze.records;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A committed, valid session: its manifest, the objects that it names, and the ad that was watched.
 *
 * @param sessionId the session
 * @param adId the ad
 * @param viewerKey the viewer's pseudonym
 * @param startedAt UTC wall clock at recording time 0
 * @param consent what may be computed
 * @param recordings the recordings, in order; their clocks run on from one to the next
 * @param playerEvents at least one play, by recording time
 * @param screen the screen; null where the manifest has none, and then there is no gaze
 * @param calibration the points looked at, by recording time; empty where none were shown
 * @param deviceClass as the manifest says; null where it does not
 * @param ad the ad's video
 * @param adDurationMs the length of the ad's video
 * @param landedAtMs epoch milliseconds at which its manifest landed, as the store says
 * @param manifestUri the manifest that committed it
 * @param campaignId the campaign that the session is of; null where the manifest has none, as in
 *     savepoints of before
 * @param studyId likewise, the study
 */
public record Session(
        String sessionId,
        String adId,
        String viewerKey,
        Instant startedAt,
        Consent consent,
        List<ObjectRef> recordings,
        List<PlayerEvent> playerEvents,
        @Nullable Screen screen,
        List<CalibrationPoint> calibration,
        @Nullable String deviceClass,
        ObjectRef ad,
        long adDurationMs,
        long landedAtMs,
        String manifestUri,
        @Nullable String campaignId,
        @Nullable String studyId) {

    /** Completes what a savepoint of 0.1.0 holds: there a manifest is known by its recordings. */
    public Session {
        if (manifestUri == null && recordings != null) {
            manifestUri = LandingLayout.parse(recordings.get(0).uri()).orElseThrow().manifestUri();
        }
    }

    /** The partition of the session's rows: the UTC day of its start, {@code YYYY-MM-DD}. */
    public String dt() {
        return LocalDate.ofInstant(startedAt, ZoneOffset.UTC).toString();
    }
}
