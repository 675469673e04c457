package io.adgaze.capture.journey;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.identity.Secret;
import io.adgaze.capture.mail.AccountMails;
import io.adgaze.capture.mail.MailedLinks;
import io.adgaze.capture.security.Passwords;
import io.adgaze.capture.viewers.Viewers;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What the links in mails do. */
@Controller
class AccountLinksController {

    private final MailedLinks links;
    private final Viewers viewers;
    private final AccountMails mails;
    private final PasswordEncoder passwords;
    private final AuditLog audit;

    AccountLinksController(
            MailedLinks links,
            Viewers viewers,
            AccountMails mails,
            PasswordEncoder passwords,
            AuditLog audit) {
        this.links = links;
        this.viewers = viewers;
        this.mails = mails;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** A click, since mail programs open links by themselves. */
    @GetMapping("/verify/{secret}")
    String verify(@PathVariable String secret, Model model) {
        model.addAttribute("secret", secret);
        return "verify";
    }

    @PostMapping("/verify/{secret}")
    String verified(@PathVariable String secret, Model model) {
        Optional<UUID> viewer = links.use(new Secret(secret), MailedLinks.Purpose.VERIFY_EMAIL);
        viewer.ifPresent(viewers::setEmailVerified);
        model.addAttribute("done", viewer.isPresent() ? "verified" : "expired");
        return "account-done";
    }

    @GetMapping("/reset")
    String reset() {
        return "reset";
    }

    /** Answers alike whether there is such an account or not. */
    @PostMapping("/reset")
    String sendReset(@RequestParam String email, Locale locale, Model model) {
        viewers.findByEmail(email).ifPresent(viewer -> mails.resetPassword(viewer, locale));
        model.addAttribute("done", "reset-sent");
        return "account-done";
    }

    @GetMapping("/reset/{secret}")
    String newPassword(@PathVariable String secret, Model model) {
        model.addAttribute("secret", secret);
        return "new-password";
    }

    @PostMapping("/reset/{secret}")
    String setPassword(
            @PathVariable String secret,
            @RequestParam String password,
            HttpServletResponse response,
            Model model) {
        if (!Passwords.accept(password)) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("secret", secret);
            model.addAttribute("fault", true);
            return "new-password";
        }
        Optional<UUID> viewer = links.use(new Secret(secret), MailedLinks.Purpose.RESET_PASSWORD);
        viewer.ifPresent(
                id -> {
                    viewers.setPassword(id, Objects.requireNonNull(passwords.encode(password)));
                    audit.note("viewer:" + id, "password_reset", null);
                });
        model.addAttribute("done", viewer.isPresent() ? "password-set" : "expired");
        return "account-done";
    }
}
