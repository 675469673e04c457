package io.adgaze.capture.passkeys;

import io.adgaze.capture.security.SignIns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.authentication.HttpSessionPublicKeyCredentialRequestOptionsRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Logs a viewer in by a passkey, which says by itself whose it is. */
@RestController
@RequestMapping("/log-in/passkey")
class PasskeyLogInController {

    private final Passkeys passkeys;
    private final SignIns signIns;
    private final HttpSessionPublicKeyCredentialRequestOptionsRepository asked =
            new HttpSessionPublicKeyCredentialRequestOptionsRepository();

    PasskeyLogInController(Passkeys passkeys, SignIns signIns) {
        this.passkeys = passkeys;
        this.signIns = signIns;
    }

    @PostMapping("/options")
    PublicKeyCredentialRequestOptions options(
            HttpServletRequest request, HttpServletResponse response) {
        PublicKeyCredentialRequestOptions options = passkeys.requestOptions();
        asked.save(request, response, options);
        return options;
    }

    /** Each challenge is good for one answer. */
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logIn(
            @RequestBody PublicKeyCredential<AuthenticatorAssertionResponse> used,
            HttpServletRequest request,
            HttpServletResponse response) {
        PublicKeyCredentialRequestOptions options = asked.load(request);
        if (options == null) {
            throw new PasskeyRefusedException("Nobody has asked for a passkey here");
        }
        asked.save(request, response, null);
        signIns.signIn(
                passkeys.verify(new RelyingPartyAuthenticationRequest(options, used)),
                request,
                response);
    }

    @ExceptionHandler
    ProblemDetail on(PasskeyRefusedException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.UNAUTHORIZED, "This passkey is not known, or not verified");
    }
}
