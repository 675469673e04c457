package io.adgaze.capture.sessions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One viewer's way through one study.
 *
 * @param sessionId as it lands
 * @param studyId the study
 * @param token the invitation by which they came
 * @param viewerId null once the viewer's account is deleted
 * @param viewerKey the pseudonym under which it lands
 * @param respondentId the panel's, opaque
 * @param adId the ad under which it lands
 * @param isTest whether it is not to count
 * @param language ISO 639-1
 * @param seed orders the calibration's points
 * @param stage how far it has come
 * @param createdAt when consent was given
 * @param landedAt null until the manifest lies there
 * @param withdrawnAt null unless the viewer has withdrawn it
 * @param abandonedAt null unless it was given up, as it never landed
 */
public record Participation(
        String sessionId,
        String studyId,
        String token,
        @Nullable UUID viewerId,
        String viewerKey,
        @Nullable String respondentId,
        String adId,
        boolean isTest,
        String language,
        long seed,
        Stage stage,
        Instant createdAt,
        @Nullable Instant landedAt,
        @Nullable Instant withdrawnAt,
        @Nullable Instant abandonedAt) {

    /** Whether nothing more is taken of it. */
    public boolean isOver() {
        return landedAt != null || isVoid();
    }

    /** Whether it was withdrawn or given up. */
    public boolean isVoid() {
        return withdrawnAt != null || abandonedAt != null;
    }
}
