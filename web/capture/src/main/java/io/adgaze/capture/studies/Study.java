package io.adgaze.capture.studies;

import io.adgaze.records.Purpose;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A study shows one ad to invited viewers.
 *
 * @param studyId valid by the contract's rule of ids
 * @param operatorId its owner
 * @param title for the operator; viewers do not see it
 * @param campaignId carried into the manifest
 * @param ad what is shown
 * @param purposes what viewers are asked to agree to, each by itself
 * @param languages ISO 639-1, those in which viewers may take part
 * @param targetViewers landed sessions after which it is full
 * @param retentionDays after which a recording is deleted
 * @param recontactText what viewers may be contacted for again, null where they are not
 * @param returns where viewers go on to
 * @param state whether viewers may come
 */
public record Study(
        String studyId,
        UUID operatorId,
        String title,
        @Nullable String campaignId,
        Ad ad,
        Set<Purpose> purposes,
        Set<String> languages,
        int targetViewers,
        int retentionDays,
        @Nullable String recontactText,
        ReturnAddresses returns,
        StudyState state) {

    /** In test mode sessions land under an ad of their own, so that they count nowhere. */
    public String adIdOfSessions() {
        return state.testMode() ? ad.testId() : ad.adId();
    }
}
