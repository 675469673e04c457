package io.adgaze.capture.mydata;

import io.adgaze.capture.identity.Secret;
import io.adgaze.capture.mail.AccountMails;
import io.adgaze.capture.mydata.MyData.KeptSession;
import io.adgaze.capture.mydata.MyData.Receipt;
import io.adgaze.capture.passkeys.Passkeys;
import io.adgaze.capture.security.SignIns;
import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.studio.OwnSessions;
import io.adgaze.capture.viewers.Viewer;
import io.adgaze.capture.viewers.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** "My data": see it, download it, take it back. */
@Controller
class MyDataController {

    private final MyData data;
    private final OwnSessions own;
    private final Viewers viewers;
    private final Passkeys passkeys;
    private final AccountMails mails;
    private final SignIns signIns;

    MyDataController(
            MyData data,
            OwnSessions own,
            Viewers viewers,
            Passkeys passkeys,
            AccountMails mails,
            SignIns signIns) {
        this.data = data;
        this.own = own;
        this.viewers = viewers;
        this.passkeys = passkeys;
        this.mails = mails;
        this.signIns = signIns;
    }

    /** A private link signs its holder in as the viewer whose it is. */
    @GetMapping("/my/{secret:[A-Za-z0-9_-]{43}}")
    String open(
            @PathVariable String secret, HttpServletRequest request, HttpServletResponse response) {
        Optional<Viewer> viewer = viewers.findByPrivateLink(new Secret(secret));
        if (viewer.isEmpty()) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return "no-invitation";
        }
        signIns.signIn(viewer.get().viewerId(), request, response);
        return "redirect:/my";
    }

    @GetMapping("/my")
    String my(@AuthenticationPrincipal ViewerPrincipal viewer, Model model) {
        model.addAttribute("sessions", data.sessions(viewer.viewerId()));
        model.addAttribute("receipts", data.receipts(viewer.viewerId()));
        model.addAttribute("passkeys", passkeys.of(viewer.viewerId()));
        model.addAttribute(
                "hasAccount",
                viewers.find(viewer.viewerId()).filter(known -> !known.isGuest()).isPresent());
        return "my";
    }

    /** All that is kept of a viewer. */
    record Download(List<KeptSession> sessions, List<Receipt> withdrawals) {}

    @GetMapping("/my/sessions/download")
    ResponseEntity<Download> download(@AuthenticationPrincipal ViewerPrincipal viewer) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\"")
                .body(
                        new Download(
                                data.sessions(viewer.viewerId()),
                                data.receipts(viewer.viewerId())));
    }

    @PostMapping("/my/sessions/{sessionId}/withdraw")
    String withdraw(
            @PathVariable String sessionId,
            @AuthenticationPrincipal ViewerPrincipal viewer,
            Locale locale) {
        mail(viewer, data.withdraw(own.require(sessionId, viewer), viewer.viewerId()), locale);
        return "redirect:/my";
    }

    @PostMapping("/my/withdraw/all")
    String withdrawAll(@AuthenticationPrincipal ViewerPrincipal viewer, Locale locale) {
        mail(viewer, data.withdrawAll(viewer.viewerId()), locale);
        return "redirect:/my";
    }

    @PostMapping("/my/delete-account")
    String deleteAccount(
            @AuthenticationPrincipal ViewerPrincipal viewer,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        mail(viewer, data.withdrawAll(viewer.viewerId()), locale);
        data.deleteAccount(viewer.viewerId());
        signIns.signOut(request, response);
        return "redirect:/";
    }

    /** A receipt in writing, where it is known that the address is theirs. */
    private void mail(ViewerPrincipal viewer, List<Receipt> receipts, Locale locale) {
        List<String> ids = receipts.stream().map(Receipt::withdrawalId).toList();
        if (!ids.isEmpty()) {
            viewers.find(viewer.viewerId())
                    .ifPresent(known -> mails.withdrawalReceived(known, ids, locale));
        }
    }
}
