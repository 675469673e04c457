package io.adgaze.capture.operators;

import io.adgaze.capture.audit.AuditLog;
import io.adgaze.capture.identity.Secret;
import io.adgaze.capture.security.Passwords;
import jakarta.servlet.http.HttpServletResponse;
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

/** Makes the first operator, and lets operators in. */
@Controller
class OperatorAccountController {

    private final Operators operators;
    private final PasswordEncoder passwords;
    private final AuditLog audit;

    OperatorAccountController(Operators operators, PasswordEncoder passwords, AuditLog audit) {
        this.operators = operators;
        this.passwords = passwords;
        this.audit = audit;
    }

    @GetMapping("/operator/log-in")
    String logIn() {
        return "operator/log-in";
    }

    @GetMapping("/operator/first/{secret}")
    String first(@PathVariable String secret, Model model) {
        model.addAttribute("secret", secret);
        return "operator/first";
    }

    @PostMapping("/operator/first/{secret}")
    String make(
            @PathVariable String secret,
            @RequestParam String email,
            @RequestParam String password,
            HttpServletResponse response,
            Model model) {
        boolean fits = email.matches("[^@\\s]+@[^@\\s]+") && Passwords.accept(password);
        Optional<UUID> made =
                fits
                        ? operators.add(
                                new Secret(secret),
                                email,
                                Objects.requireNonNull(passwords.encode(password)))
                        : Optional.empty();
        if (made.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("fault", fits ? "void" : "form");
            return first(secret, model);
        }
        audit.note("operator:" + made.get(), "operator_made", null);
        return "redirect:/operator/log-in";
    }
}
