package io.adgaze.capture.journey;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.mail.AccountMails;
import io.adgaze.capture.security.Passwords;
import io.adgaze.capture.security.SignIns;
import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.viewers.Viewer;
import io.adgaze.capture.viewers.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;

/** Who a viewer is: with an account, or as a guest. */
@Controller
class SignUpController {

    private final Viewers viewers;
    private final Visits visits;
    private final SignIns signIns;
    private final PasswordEncoder passwords;
    private final AccountMails mails;
    private final AuditLog audit;

    SignUpController(
            Viewers viewers,
            Visits visits,
            SignIns signIns,
            PasswordEncoder passwords,
            AccountMails mails,
            AuditLog audit) {
        this.viewers = viewers;
        this.visits = visits;
        this.signIns = signIns;
        this.passwords = passwords;
        this.mails = mails;
        this.audit = audit;
    }

    /**
     * What a new account needs.
     *
     * @param password not looked at where there will be a passkey
     * @param passkey null where there is to be a password
     */
    record NewAccount(
            @NotBlank @Email @Size(max = 254) @Nullable String email,
            @Nullable String password,
            @Nullable String passkey) {

        boolean withPasskey() {
            return "true".equals(passkey);
        }
    }

    @GetMapping("/who")
    String who(@AuthenticationPrincipal @Nullable ViewerPrincipal viewer, HttpSession browser) {
        visits.require(browser);
        return viewer == null ? "who" : "redirect:/age";
    }

    @PostMapping("/guest")
    String guest(HttpSession browser) {
        visits.remember(browser, visits.require(browser).asGuest());
        return "redirect:/age";
    }

    @GetMapping("/log-in")
    String logIn() {
        return "log-in";
    }

    /** Where a log-in leads. */
    @GetMapping("/continue")
    String goOn(HttpSession browser) {
        return visits.find(browser).isPresent() ? "redirect:/age" : "redirect:/my";
    }

    @GetMapping("/sign-up")
    String signUp(@ModelAttribute("account") NewAccount account) {
        return "sign-up";
    }

    @PostMapping("/sign-up")
    String signUp(
            @Valid @ModelAttribute("account") NewAccount account,
            BindingResult faults,
            HttpServletRequest request,
            HttpServletResponse response,
            Locale locale) {
        if (!account.withPasskey() && !Passwords.accept(account.password())) {
            faults.rejectValue("password", "sign-up.password");
        }
        Optional<Viewer> added = faults.hasErrors() ? Optional.empty() : add(account);
        if (added.isEmpty()) {
            if (!faults.hasErrors()) {
                faults.rejectValue("email", "sign-up.taken");
            }
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return "sign-up";
        }
        audit.note("viewer:" + added.get().viewerId(), "signed_up", null);
        mails.verifyAddress(added.get(), locale);
        signIns.signIn(added.get().viewerId(), request, response);
        return account.withPasskey() ? "redirect:/my/passkeys/new" : "redirect:/continue";
    }

    private Optional<Viewer> add(NewAccount account) {
        return viewers.add(
                Objects.requireNonNull(account.email()),
                account.withPasskey() ? null : passwords.encode(account.password()));
    }
}
