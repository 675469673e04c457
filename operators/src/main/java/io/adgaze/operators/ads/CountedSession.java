package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Contribution;
import java.util.Comparator;

/**
 * A session of a viewer that counts toward its ad, or would if the ones before it did not.
 *
 * @param sessionId the session
 * @param countsUntil when its retention ends, epoch ms of processing time
 * @param contribution what it adds
 */
public record CountedSession(String sessionId, long countsUntil, Contribution contribution) {

    /** A viewer's first session is the one that counts. */
    static final Comparator<CountedSession> FIRST =
            Comparator.comparing((CountedSession s) -> s.contribution().startedAtMs())
                    .thenComparing(CountedSession::sessionId);
}
