package io.adgaze.capture.journey;

import static java.util.Objects.requireNonNull;

import io.adgaze.capture.consent.ConsentText;
import io.adgaze.capture.consent.ConsentTexts;
import io.adgaze.capture.security.SignIns;
import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.Openness;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import io.adgaze.records.Purpose;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Asks for consent: each purpose by itself, none ticked. */
@Controller
class ConsentController {

    private final Visits visits;
    private final Studies studies;
    private final Invitations invitations;
    private final Participations sessions;
    private final ConsentTexts texts;
    private final Enrolment enrolment;
    private final SignIns signIns;

    ConsentController(
            Visits visits,
            Studies studies,
            Invitations invitations,
            Participations sessions,
            ConsentTexts texts,
            Enrolment enrolment,
            SignIns signIns) {
        this.visits = visits;
        this.studies = studies;
        this.invitations = invitations;
        this.sessions = sessions;
        this.texts = texts;
        this.enrolment = enrolment;
        this.signIns = signIns;
    }

    @GetMapping("/consent")
    String ask(
            @AuthenticationPrincipal @Nullable ViewerPrincipal viewer,
            HttpSession browser,
            Locale locale,
            Model model) {
        Visit visit = visits.require(browser);
        if (visit.age() != Visit.Age.ADULT) {
            return "redirect:/age";
        }
        Study study = visits.study(visit);
        Optional<Participation> before = before(study, viewer);
        return before.isPresent()
                ? "redirect:/take/" + before.get().sessionId()
                : page(study, locale, model);
    }

    private String page(Study study, Locale locale, Model model) {
        ConsentText text = texts.of(study, locale);
        model.addAttribute("text", text);
        model.addAttribute("sections", text.sections().subList(0, text.sections().size() - 1));
        model.addAttribute("purposes", Studies.words(study.purposes()));
        model.addAttribute("recontact", study.recontactText());
        return "consent";
    }

    /** The text as it is shown, to keep. */
    @GetMapping("/consent/copy")
    ResponseEntity<String> copy(HttpSession browser, Locale locale) {
        Study study = visits.study(visits.require(browser));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"consent.txt\"")
                .body(texts.of(study, locale).body());
    }

    @PostMapping("/consent")
    String agree(
            @RequestParam(name = "purpose", defaultValue = "") List<String> ticked,
            @RequestParam(defaultValue = "false") boolean recontact,
            @RequestParam String shown,
            @AuthenticationPrincipal @Nullable ViewerPrincipal viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Visit visit = visits.require(request.getSession());
        if (visit.age() != Visit.Age.ADULT || (viewer == null && !visit.guest())) {
            return "redirect:/age";
        }
        Study study = visits.study(visit);
        Optional<Participation> before = before(study, viewer);
        if (before.isPresent()) {
            return "redirect:/take/" + before.get().sessionId();
        }
        if (studies.openness(study) != Openness.OPEN) {
            return "redirect:/i/" + visit.token();
        }
        ConsentText text = texts.of(study, locale);
        Set<Purpose> purposes = offered(study, ticked);
        // Words that have changed since the page was read are shown anew.
        if (purposes.isEmpty() || !text.sha256().equals(shown)) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("fault", purposes.isEmpty() ? "none" : "changed");
            return page(study, locale, model);
        }
        Participation session =
                enrolment.enrol(
                        visit,
                        study,
                        viewer == null ? null : viewer.viewerId(),
                        new Enrolment.Agreement(
                                text, purposes, recontact && study.recontactText() != null));
        if (viewer == null) {
            UUID guest = requireNonNull(session.viewerId());
            signIns.signIn(guest, request, response);
        }
        visits.forget(request.getSession());
        return "redirect:/take/" + session.sessionId();
    }

    private Optional<Participation> before(Study study, @Nullable ViewerPrincipal viewer) {
        return viewer == null
                ? Optional.empty()
                : sessions.find(study.studyId(), viewer.viewerId());
    }

    private static Set<Purpose> offered(Study study, List<String> ticked) {
        Set<String> offered = Studies.words(study.purposes());
        return Studies.purposes(ticked.stream().filter(offered::contains).toList());
    }

    @PostMapping("/consent/decline")
    String decline(HttpSession browser) {
        Visit visit = visits.require(browser);
        invitations.count(visit.token(), Invitations.Count.DECLINED);
        return "redirect:/goodbye/declined";
    }
}
