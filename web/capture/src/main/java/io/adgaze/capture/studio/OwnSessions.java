package io.adgaze.capture.studio;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.sessions.SessionOverException;
import org.springframework.stereotype.Component;

/** A viewer reaches their own sessions alone; another's look as if there were none. */
@Component
public class OwnSessions {

    private final Participations sessions;

    OwnSessions(Participations sessions) {
        this.sessions = sessions;
    }

    /**
     * The viewer's session of an id.
     *
     * @throws NoSuchSessionException when there is none, or it is not theirs
     */
    public Participation require(String sessionId, ViewerPrincipal viewer) {
        return sessions.find(sessionId)
                .filter(session -> viewer.viewerId().equals(session.viewerId()))
                .orElseThrow(NoSuchSessionException::new);
    }

    /**
     * Likewise, one that is still going on.
     *
     * @throws SessionOverException when it has landed or was withdrawn
     */
    Participation requireOpen(String sessionId, ViewerPrincipal viewer) {
        Participation session = require(sessionId, viewer);
        if (session.isOver()) {
            throw new SessionOverException();
        }
        return session;
    }
}
