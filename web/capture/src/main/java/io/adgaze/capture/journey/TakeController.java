package io.adgaze.capture.journey;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.studio.OwnSessions;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

    TakeController(OwnSessions own, StudioMessages messages) {
        this.own = own;
        this.messages = messages;
    }

    @GetMapping("/take/{sessionId}")
    Object take(
            @PathVariable String sessionId,
            @AuthenticationPrincipal ViewerPrincipal viewer,
            Locale locale,
            Model model) {
        Participation session = own.require(sessionId, viewer);
        if (session.withdrawnAt() != null) {
            return ResponseEntity.status(HttpStatus.GONE).build();
        }
        if (session.landedAt() != null) {
            return "redirect:/thanks/" + sessionId;
        }
        model.addAttribute("sessionId", sessionId);
        model.addAttribute("studioMessages", messages.in(locale));
        return "take";
    }
}
