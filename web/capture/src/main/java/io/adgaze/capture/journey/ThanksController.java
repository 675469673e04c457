package io.adgaze.capture.journey;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studio.OwnSessions;
import io.adgaze.capture.viewers.Viewers;
import jakarta.servlet.http.HttpSession;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The journey's end: thanks, the way to one's own data, and back to the panel. */
@Controller
class ThanksController {

    private static final String PRIVATE_LINK = "adgaze.private-link";

    private final OwnSessions own;
    private final Viewers viewers;
    private final PanelReturns panel;
    private final CaptureSettings settings;

    ThanksController(
            OwnSessions own, Viewers viewers, PanelReturns panel, CaptureSettings settings) {
        this.own = own;
        this.viewers = viewers;
        this.panel = panel;
        this.settings = settings;
    }

    @GetMapping("/thanks/{sessionId}")
    String thanks(
            @PathVariable String sessionId,
            @AuthenticationPrincipal ViewerPrincipal viewer,
            HttpSession browser,
            Model model) {
        Participation session = own.require(sessionId, viewer);
        if (session.landedAt() == null || session.withdrawnAt() != null) {
            return "redirect:/take/" + sessionId;
        }
        String link = privateLink(viewer, browser);
        model.addAttribute("link", link);
        model.addAttribute("qrCode", QrCode.dataUri(link));
        model.addAttribute("hasPanel", panel.of(session).isPresent());
        model.addAttribute("sessionId", sessionId);
        return "thanks";
    }

    /** The same while the browser's session lasts; of the secret only a hash is stored. */
    private String privateLink(ViewerPrincipal viewer, HttpSession browser) {
        String before = (String) browser.getAttribute(PRIVATE_LINK);
        if (before != null) {
            return before;
        }
        String link = settings.address("/my/" + viewers.addPrivateLink(viewer.viewerId()).text());
        browser.setAttribute(PRIVATE_LINK, link);
        return link;
    }

    @GetMapping("/return/{sessionId}")
    String toPanel(
            @PathVariable String sessionId, @AuthenticationPrincipal ViewerPrincipal viewer) {
        Participation session = own.require(sessionId, viewer);
        return panel.of(session)
                .map(address -> "redirect:" + address)
                .orElse("redirect:/thanks/" + sessionId);
    }
}
