package io.adgaze.capture.journey;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.consent.ConsentGiven;
import io.adgaze.capture.consent.ConsentText;
import io.adgaze.capture.consent.Consents;
import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.sessions.Stage;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.viewers.ViewerKeys;
import io.adgaze.capture.viewers.Viewers;
import io.adgaze.records.Purpose;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a session of a visit, with the viewer's consent. Before it the database knows nobody. */
@Service
class Enrolment {

    private final Viewers viewers;
    private final ViewerKeys keys;
    private final Participations sessions;
    private final Consents consents;
    private final RandomIds ids;
    private final AuditLog audit;
    private final Clock clock;

    Enrolment(
            Viewers viewers,
            ViewerKeys keys,
            Participations sessions,
            Consents consents,
            RandomIds ids,
            AuditLog audit,
            Clock clock) {
        this.viewers = viewers;
        this.keys = keys;
        this.sessions = sessions;
        this.consents = consents;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    /** What was ticked on the consent page, and what it said. */
    record Agreement(ConsentText shown, Set<Purpose> purposes, boolean recontact) {}

    /**
     * Begins a session.
     *
     * @param viewerId null for somebody new, who becomes a guest
     */
    @Transactional
    Participation enrol(Visit visit, Study study, @Nullable UUID viewerId, Agreement agreement) {
        UUID viewer = viewerId == null ? viewers.addGuest().viewerId() : viewerId;
        Instant now = clock.instant();
        Participation session =
                new Participation(
                        ids.id("s"),
                        study.studyId(),
                        visit.token(),
                        viewer,
                        keys.of(viewer, study.operatorId()),
                        visit.respondentId(),
                        study.adIdOfSessions(),
                        study.state().testMode(),
                        agreement.shown().language(),
                        ids.seed(),
                        Stage.CONSENTED,
                        now,
                        null,
                        null,
                        null);
        sessions.add(session);
        consents.add(
                new ConsentGiven(
                        ids.id("c"),
                        session.sessionId(),
                        agreement.shown().version(),
                        agreement.shown().sha256(),
                        agreement.purposes(),
                        agreement.recontact(),
                        now),
                agreement.shown());
        audit.note("viewer:" + viewer, "consented", session.sessionId());
        return session;
    }
}
