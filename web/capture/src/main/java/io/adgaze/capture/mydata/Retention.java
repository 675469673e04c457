package io.adgaze.capture.mydata;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.uploads.SessionUploads;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes recordings once their study's days are over, as viewers were told. */
@Component
class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Participations sessions;
    private final SessionUploads uploads;
    private final AuditLog audit;

    Retention(Participations sessions, SessionUploads uploads, AuditLog audit) {
        this.sessions = sessions;
        this.uploads = uploads;
        this.audit = audit;
    }

    /** One that cannot be deleted keeps no other from it, and is tried again. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void deleteWhatIsDue() {
        for (Participation session : sessions.pastRetention()) {
            try {
                uploads.delete(session);
                sessions.erased(session.sessionId());
                audit.note("server", "recording_deleted_by_retention", session.sessionId());
            } catch (IOException e) {
                LOG.error("A recording past its retention could not be deleted", e);
            }
        }
    }
}
