package io.adgaze.capture.operators;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.identity.RandomIds;
import io.adgaze.capture.journey.QrCode;
import io.adgaze.capture.security.OperatorPrincipal;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.AdLibrary;
import io.adgaze.capture.studies.Invitations;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.studies.StudyState;
import io.adgaze.capture.studies.UnplayableAdException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** An operator's studies. */
@Controller
class StudyController {

    private final OwnStudies own;
    private final Studies studies;
    private final Invitations invitations;
    private final AdLibrary ads;
    private final Funnels funnels;
    private final RandomIds ids;
    private final AuditLog audit;
    private final CaptureSettings settings;

    StudyController(
            OwnStudies own,
            Studies studies,
            Invitations invitations,
            AdLibrary ads,
            Funnels funnels,
            RandomIds ids,
            AuditLog audit,
            CaptureSettings settings) {
        this.own = own;
        this.studies = studies;
        this.invitations = invitations;
        this.ads = ads;
        this.funnels = funnels;
        this.ids = ids;
        this.audit = audit;
        this.settings = settings;
    }

    @GetMapping("/operator")
    String all(@AuthenticationPrincipal OperatorPrincipal operator, Model model) {
        model.addAttribute("studies", studies.ofOperator(operator.operatorId()));
        return "operator/studies";
    }

    @GetMapping("/operator/studies/new")
    String form() {
        return "operator/new-study";
    }

    @PostMapping(path = "/operator/studies", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String make(
            @Valid @ModelAttribute("form") StudyForm form,
            BindingResult faults,
            @RequestParam("ad") MultipartFile video,
            @AuthenticationPrincipal OperatorPrincipal operator,
            HttpServletResponse response,
            Model model)
            throws IOException {
        if (faults.hasErrors()) {
            model.addAttribute(
                    "faults",
                    faults.getFieldErrors().stream().map(fault -> fault.getField()).toList());
            return refuse(response);
        }
        try {
            Study study = form.study(ids.id("st"), operator.operatorId(), add(video));
            studies.add(study);
            audit.note("operator:" + operator.operatorId(), "study_made", study.studyId());
            return "redirect:/operator/studies/" + study.studyId();
        } catch (UnplayableAdException e) {
            model.addAttribute("faults", List.of("ad"));
            model.addAttribute("adFault", e.getMessage());
            return refuse(response);
        }
    }

    private static String refuse(HttpServletResponse response) {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return "operator/new-study";
    }

    private Ad add(MultipartFile video) throws IOException, UnplayableAdException {
        Path file = Files.createTempFile("ad", ".mp4");
        try {
            video.transferTo(file);
            return ads.add(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /** A link and its picture. */
    record InvitationShown(String label, String link, String qrCode) {}

    @GetMapping("/operator/studies/{studyId}")
    String study(
            @PathVariable String studyId,
            @AuthenticationPrincipal OperatorPrincipal operator,
            Model model)
            throws IOException {
        Study study = own.require(studyId, operator);
        model.addAttribute("study", study);
        model.addAttribute("funnel", funnels.of(study));
        model.addAttribute(
                "invitations",
                invitations.ofStudy(studyId).stream()
                        .map(
                                invitation -> {
                                    String link = settings.address("/i/" + invitation.token());
                                    return new InvitationShown(
                                            invitation.label(), link, QrCode.dataUri(link));
                                })
                        .toList());
        return "operator/study";
    }

    @PostMapping("/operator/studies/{studyId}/invitations")
    String invite(
            @PathVariable String studyId,
            @RequestParam(defaultValue = "") String label,
            @RequestParam(defaultValue = "0") int invited,
            @AuthenticationPrincipal OperatorPrincipal operator) {
        own.require(studyId, operator);
        String shortened = label.substring(0, Math.min(label.length(), 200));
        invitations.add(studyId, shortened, Math.max(0, invited));
        audit.note("operator:" + operator.operatorId(), "invitation_made", studyId);
        return "redirect:/operator/studies/" + studyId;
    }

    @PostMapping("/operator/studies/{studyId}/state")
    String setState(
            @PathVariable String studyId,
            @RequestParam(defaultValue = "false") boolean testMode,
            @RequestParam(defaultValue = "false") boolean paused,
            @RequestParam(defaultValue = "false") boolean closed,
            @AuthenticationPrincipal OperatorPrincipal operator) {
        own.require(studyId, operator);
        studies.setState(studyId, new StudyState(testMode, paused, closed));
        audit.note("operator:" + operator.operatorId(), "study_state_changed", studyId);
        return "redirect:/operator/studies/" + studyId;
    }
}
