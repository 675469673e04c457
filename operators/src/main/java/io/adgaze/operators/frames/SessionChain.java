package io.adgaze.operators.frames;

import io.adgaze.records.RejectReason;
import io.adgaze.records.Rejection;
import io.adgaze.records.Session;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.OutputTag;

/**
 * The operators behind the reader, to which it hands a session's elements. They run within the
 * call, and what they throw comes back through it: so this is where a session's fault is told from
 * the machine's.
 */
final class SessionChain {

    private final Output<StreamRecord<SessionFrame>> output;
    private final OutputTag<Rejection> rejections;

    SessionChain(Output<StreamRecord<SessionFrame>> output, OutputTag<Rejection> rejections) {
        this.output = output;
        this.rejections = rejections;
    }

    /** A reading begins, or is over without an end: the operators forget the session. */
    void start(Session session) {
        pass(new SessionFrame.Start(session));
    }

    /** Its viewer withdrew before it was measured, if not before it was begun. */
    void withdraw(Session session) {
        start(session);
        String key = session.manifestUri();
        reject(
                new Rejection(
                        key,
                        session.sessionId(),
                        RejectReason.CONSENT_WITHDRAWN,
                        key
                                + " commits a session that the viewer withdrew before it was"
                                + " measured. Nothing of it is.",
                        Instant.now()));
    }

    void end(Session session, RecordingEnd recordings) {
        pass(new SessionFrame.End(session, recordings));
    }

    void pass(SessionFrame element) {
        handOn(() -> output.collect(new StreamRecord<>(element)));
    }

    void reject(Rejection rejection) {
        handOn(() -> output.collect(rejections, new StreamRecord<>(rejection)));
    }

    private static void handOn(Runnable collect) {
        try {
            collect.run();
        } catch (RuntimeException e) {
            throw new HandingOnFailed(e);
        }
    }

    /**
     * What of a session was at fault when {@code thrown} was thrown while it was read: anything
     * that the chain says is, or that was not thrown by the chain at all. Empty for the rest.
     */
    static Optional<Throwable> faultOfSession(RuntimeException thrown) {
        return thrown instanceof HandingOnFailed
                ? ExceptionUtils.findThrowable(thrown, AnalysisException.class)
                        .map(Throwable::getCause)
                : Optional.of(thrown);
    }

    /** What was thrown behind the reader. */
    private static final class HandingOnFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HandingOnFailed(RuntimeException cause) {
            super("an element of a session could not be handed on", cause);
        }
    }
}
