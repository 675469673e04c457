package io.adgaze.capture.journey;

import io.adgaze.capture.sessions.Outcome;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.studies.ReturnAddresses;
import io.adgaze.capture.studies.ReturnAddresses.Status;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a panel gets its people back, and what it is told of how it went. */
@Component
class PanelReturns {

    /** Nothing went wrong that the server knows of. */
    private static final String LANDED = "landed";

    /** Nothing went wrong that the server knows of, and they did not go on. */
    private static final String LEFT = "left";

    private final Participations sessions;
    private final Studies studies;

    PanelReturns(Participations sessions, Studies studies) {
        this.sessions = sessions;
        this.studies = studies;
    }

    /** Of somebody who could not take part, or did not want to; empty where they stay here. */
    Optional<URI> screenedOut(Study study, String reason, @Nullable String respondentId) {
        return study.returns().address(Status.SCREENED_OUT, reason, respondentId);
    }

    /** Of somebody who consented, as far as they came; empty where they stay here. */
    Optional<URI> of(Participation session) {
        Study study = studies.find(session.studyId()).orElseThrow();
        Outcome outcome = sessions.outcome(session.sessionId());
        if (session.isVoid()) {
            String reason = session.withdrawnAt() == null ? "abandoned" : "withdrawn";
            return screenedOut(study, reason, session.respondentId());
        }
        if (session.landedAt() == null) {
            String reason = Objects.requireNonNullElse(outcome.lossReason(), LEFT);
            return screenedOut(study, reason, session.respondentId());
        }
        return landed(study.returns(), outcome, session.respondentId());
    }

    /** A panel that has no address for poor quality takes those people as the others. */
    private static Optional<URI> landed(
            ReturnAddresses returns, Outcome outcome, @Nullable String respondentId) {
        Optional<URI> complete = returns.address(Status.COMPLETE, LANDED, respondentId);
        return outcome.qualityConcern() == null
                ? complete
                : returns.address(Status.QUALITY, outcome.qualityConcern().word(), respondentId)
                        .or(() -> complete);
    }
}
