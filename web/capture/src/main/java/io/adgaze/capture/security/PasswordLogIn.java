package io.adgaze.capture.security;

import static java.util.Objects.requireNonNullElse;

import io.adgaze.capture.audit.AuditLog;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Logs in with an address and a password. All refusals read alike, and take as long: nobody learns
 * which addresses have accounts, or that one is locked.
 */
final class PasswordLogIn implements AuthenticationProvider {

    private final PasswordAccounts accounts;
    private final Function<UUID, AuthenticatedPrincipal> principal;
    private final String role;
    private final PasswordEncoder passwords;
    private final AuditLog audit;
    private final String nobodysHash;

    PasswordLogIn(
            PasswordAccounts accounts,
            Function<UUID, AuthenticatedPrincipal> principal,
            String role,
            PasswordEncoder passwords,
            AuditLog audit) {
        this.accounts = accounts;
        this.principal = principal;
        this.role = role;
        this.passwords = passwords;
        this.audit = audit;
        this.nobodysHash = encoded(UUID.randomUUID().toString());
    }

    private String encoded(String password) {
        String hash = passwords.encode(password);
        if (hash == null) {
            throw new IllegalStateException("The encoder gave no hash");
        }
        return hash;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String password = String.valueOf(attempt.getCredentials());
        Optional<PasswordAccounts.Account> account = accounts.find(attempt.getName());
        boolean matches =
                passwords.matches(
                        password,
                        requireNonNullElse(
                                account.isPresent() ? account.get().passwordHash() : null,
                                nobodysHash));
        if (account.isEmpty()) {
            throw refused();
        }
        String actor = role.toLowerCase(Locale.ROOT) + ":" + account.get().id();
        if (accounts.isLocked(account.get())) {
            audit.note(actor, "login_while_locked", null);
            throw refused();
        }
        if (!matches) {
            accounts.noteFailure(account.get());
            audit.note(actor, "login_failed", null);
            throw refused();
        }
        accounts.noteSuccess(account.get());
        audit.note(actor, "logged_in", null);
        return UsernamePasswordAuthenticationToken.authenticated(
                principal.apply(account.get().id()), null, Roles.authorities(role));
    }

    private static BadCredentialsException refused() {
        return new BadCredentialsException("wrong address or password");
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
