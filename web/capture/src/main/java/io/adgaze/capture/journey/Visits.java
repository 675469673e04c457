package io.adgaze.capture.journey;

import io.adgaze.capture.studies.Invitation;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The visit that a browser's session remembers, and the study that it is to. */
@Component
class Visits {

    private static final String ATTRIBUTE = "adgaze.visit";

    private final Invitations invitations;
    private final Studies studies;

    Visits(Invitations invitations, Studies studies) {
        this.invitations = invitations;
        this.studies = studies;
    }

    Optional<Visit> find(HttpSession browser) {
        return Optional.ofNullable((Visit) browser.getAttribute(ATTRIBUTE));
    }

    /**
     * The visit.
     *
     * @throws NoVisitException when this browser has opened no invitation, or too long ago
     */
    Visit require(HttpSession browser) {
        return find(browser).orElseThrow(NoVisitException::new);
    }

    void remember(HttpSession browser, Visit visit) {
        browser.setAttribute(ATTRIBUTE, visit);
    }

    void forget(HttpSession browser) {
        browser.removeAttribute(ATTRIBUTE);
    }

    Study study(Visit visit) {
        return invitations
                .find(visit.token())
                .map(Invitation::studyId)
                .flatMap(studies::find)
                .orElseThrow(NoVisitException::new);
    }
}
