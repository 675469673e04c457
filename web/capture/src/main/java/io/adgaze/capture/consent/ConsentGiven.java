package io.adgaze.capture.consent;

import io.adgaze.records.Purpose;
import java.time.Instant;
import java.util.Set;

/**
 * What a viewer agreed to, for one session.
 *
 * @param consentId as it stands in the manifest
 * @param sessionId the session
 * @param textVersion of what they were told
 * @param textSha256 of what they were told, in hexadecimal
 * @param purposes what may be computed, at least one
 * @param recontact whether they may be asked again
 * @param grantedAt when
 */
public record ConsentGiven(
        String consentId,
        String sessionId,
        String textVersion,
        String textSha256,
        Set<Purpose> purposes,
        boolean recontact,
        Instant grantedAt) {}
