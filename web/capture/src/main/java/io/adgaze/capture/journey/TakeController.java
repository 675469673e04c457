package io.adgaze.capture.journey;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.studio.OwnSessions;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The studio: one page, in which a viewer is recorded. */
@Controller
class TakeController {

    private final OwnSessions own;
    private final StudioMessages messages;
    private final PanelReturns panel;

    TakeController(OwnSessions own, StudioMessages messages, PanelReturns panel) {
        this.own = own;
        this.messages = messages;
        this.panel = panel;
    }

    @GetMapping("/take/{sessionId}")
    String take(
            @PathVariable String sessionId,
            @AuthenticationPrincipal ViewerPrincipal viewer,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Participation session = own.require(sessionId, viewer);
        model.addAttribute("sessionId", sessionId);
        if (session.isVoid()) {
            response.setStatus(HttpStatus.GONE.value());
            return session.withdrawnAt() != null ? "withdrawn" : "session-over";
        }
        if (session.landedAt() != null) {
            return "redirect:/thanks/" + sessionId;
        }
        model.addAttribute("hasPanel", panel.of(session).isPresent());
        model.addAttribute("studioMessages", messages.in(locale));
        return "take";
    }
}
