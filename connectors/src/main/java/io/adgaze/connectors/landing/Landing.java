package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import io.adgaze.records.Session;

/**
 * What became of a manifest: a session, or word why not.
 *
 * @param session null when rejected
 * @param rejection null when accepted
 */
public record Landing(Session session, Rejection rejection) {

    static Landing accepted(Session session) {
        return new Landing(session, null);
    }

    static Landing rejected(Rejection rejection) {
        return new Landing(null, rejection);
    }

    /** Whether there is a session. */
    public boolean isAccepted() {
        return session != null;
    }
}
