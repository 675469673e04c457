package io.adgaze.operators.frames;

import io.adgaze.records.Session;
import java.util.Comparator;

/**
 * A session that a restart found in state.
 *
 * @param begun whether it was being read
 */
record WaitingSession(String sessionId, boolean begun, Session session) {

    /** Those begun first, then by arrival. */
    static final Comparator<WaitingSession> ORDER =
            Comparator.comparing(WaitingSession::begun)
                    .reversed()
                    .thenComparing(waiting -> waiting.session().landedAtMs())
                    .thenComparing(WaitingSession::sessionId);
}
