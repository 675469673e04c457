package io.adgaze.capture.journey;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.Openness;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a viewer begins. */
@Controller
class InvitationController {

    /** Opaque to us, and told back as it came: no more than an id may be. */
    private static final Pattern RESPONDENT = Pattern.compile("[A-Za-z0-9._~-]{1,128}");

    private final Invitations invitations;
    private final Studies studies;
    private final Participations sessions;
    private final Visits visits;
    private final PanelReturns panel;

    InvitationController(
            Invitations invitations,
            Studies studies,
            Participations sessions,
            Visits visits,
            PanelReturns panel) {
        this.invitations = invitations;
        this.studies = studies;
        this.sessions = sessions;
        this.visits = visits;
        this.panel = panel;
    }

    @GetMapping("/i/{token}")
    String open(
            @PathVariable String token,
            @RequestParam(name = "r", required = false) @Nullable String respondentId,
            @AuthenticationPrincipal @Nullable ViewerPrincipal viewer,
            HttpSession browser,
            HttpServletResponse response,
            Model model) {
        Optional<Study> found = invitations.find(token).flatMap(i -> studies.find(i.studyId()));
        if (found.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "no-invitation";
        }
        Study study = found.get();
        Optional<Participation> own = own(study, viewer);
        if (own.isPresent()) {
            return "redirect:/take/" + own.get().sessionId();
        }
        Openness openness = studies.openness(study);
        if (openness != Openness.OPEN) {
            String why = openness.name().toLowerCase(Locale.ROOT);
            model.addAttribute("why", why);
            panel.screenedOut(study, why, known(respondentId))
                    .ifPresent(address -> model.addAttribute("panel", address.toString()));
            return "not-open";
        }
        begin(token, known(respondentId), browser);
        model.addAttribute("adSeconds", Math.round(study.ad().durationMs() / 1000.0));
        model.addAttribute("minutes", minutes(study));
        model.addAttribute("testMode", study.state().testMode());
        return "invitation";
    }

    private Optional<Participation> own(Study study, @Nullable ViewerPrincipal viewer) {
        return viewer == null
                ? Optional.empty()
                : sessions.find(study.studyId(), viewer.viewerId());
    }

    private void begin(String token, @Nullable String respondentId, HttpSession browser) {
        boolean again = visits.find(browser).filter(v -> v.token().equals(token)).isPresent();
        if (again) {
            return;
        }
        visits.remember(browser, Visit.begin(token, respondentId));
        invitations.count(token, Invitations.Count.OPENED);
    }

    private static @Nullable String known(@Nullable String respondentId) {
        return respondentId != null && RESPONDENT.matcher(respondentId).matches()
                ? respondentId
                : null;
    }

    /** Reading, check, calibration and upload take some four minutes; then there is the ad. */
    private static long minutes(Study study) {
        return 4 + Math.max(1, Math.round(study.ad().durationMs() / 60_000.0));
    }
}
