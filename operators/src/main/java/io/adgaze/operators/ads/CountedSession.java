package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Contribution;
import io.adgaze.records.SessionResult;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A session of a viewer that counts toward its ad, or would if the ones before it did not.
 *
 * @param sessionId the session
 * @param adId the ad
 * @param consentGrantedAt when the viewer consented; null where that is not known
 * @param countsUntil when its retention ends, epoch ms of processing time
 * @param contribution what it adds
 */
public record CountedSession(
        String sessionId,
        String adId,
        @Nullable Instant consentGrantedAt,
        long countsUntil,
        Contribution contribution) {

    /** A viewer's first session is the one that counts. */
    static final Comparator<CountedSession> FIRST =
            Comparator.comparing((CountedSession s) -> s.contribution().startedAtMs())
                    .thenComparing(CountedSession::sessionId);

    static CountedSession of(SessionResult result, long countsUntil) {
        return new CountedSession(
                result.summary().sessionId(),
                result.summary().adId(),
                result.consentGrantedAt(),
                countsUntil,
                Contribution.of(result));
    }
}
