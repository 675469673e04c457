package io.adgaze.operators.frames;

import io.adgaze.records.Session;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** What leaves the pixels behind: a session's start, its measured frames, its end. */
@TypeInfo(InChainType.Factory.class)
public sealed interface SessionMeasure {

    /** The session. */
    Session session();

    /** The key of the stream. */
    default String sessionId() {
        return session().sessionId();
    }

    /** As {@link SessionFrame.Start}. */
    record Start(Session session) implements SessionMeasure {}

    /** A measured frame. */
    record Measured(Session session, MeasuredFrame frame) implements SessionMeasure {}

    /** All of the session's frames have been measured. */
    record End(Session session, SessionEnd end) implements SessionMeasure {}
}
