package io.adgaze.operators.frames;

import io.adgaze.records.Session;

/**
 * What leaves the pixels behind: a measured frame, or the end of the session.
 *
 * @param session the session
 * @param frame null at the end
 * @param end null but at the end
 */
public record SessionMeasure(Session session, MeasuredFrame frame, SessionEnd end) {

    static SessionMeasure of(Session session, MeasuredFrame frame) {
        return new SessionMeasure(session, frame, null);
    }

    static SessionMeasure end(Session session, SessionEnd end) {
        return new SessionMeasure(session, null, end);
    }

    /** The key of the stream. */
    public String sessionId() {
        return session.sessionId();
    }
}
