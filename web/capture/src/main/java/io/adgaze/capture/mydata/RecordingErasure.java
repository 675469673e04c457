package io.adgaze.capture.mydata;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.uploads.SessionUploads;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Deletes a session's recordings, whole ones and those on their way. */
@Component
class RecordingErasure {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingErasure.class);

    private final Participations sessions;
    private final SessionUploads uploads;
    private final AuditLog audit;

    RecordingErasure(Participations sessions, SessionUploads uploads, AuditLog audit) {
        this.sessions = sessions;
        this.uploads = uploads;
        this.audit = audit;
    }

    /**
     * Deletes them. Where the store does not answer they stay due, and {@link Retention} comes back
     * to them. Deleting twice does no harm, so two servers need not know of each other.
     */
    void erase(Participation session) {
        try {
            uploads.delete(session);
            if (sessions.erased(session.sessionId())) {
                audit.note("server", "recording_deleted", session.sessionId());
            }
        } catch (IOException e) {
            LOG.error("A recording could not be deleted, and will be tried again", e);
        }
    }
}
