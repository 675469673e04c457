package io.adgaze.capture.passkeys;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.viewers.Viewer;
import io.adgaze.capture.viewers.Viewers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.registration.HttpSessionPublicKeyCredentialCreationOptionsRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** A viewer's own passkeys: makes them and removes them. */
@Controller
@RequestMapping("/my/passkeys")
class PasskeyController {

    private static final int MOST_LABEL = 100;

    private final Passkeys passkeys;
    private final Viewers viewers;
    private final HttpSessionPublicKeyCredentialCreationOptionsRepository asked =
            new HttpSessionPublicKeyCredentialCreationOptionsRepository();

    PasskeyController(Passkeys passkeys, Viewers viewers) {
        this.passkeys = passkeys;
        this.viewers = viewers;
    }

    /** After signing up without a password. */
    @GetMapping("/new")
    String first() {
        return "new-passkey";
    }

    @PostMapping("/options")
    @ResponseBody
    PublicKeyCredentialCreationOptions options(
            @AuthenticationPrincipal ViewerPrincipal viewer,
            Authentication signedIn,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (viewers.find(viewer.viewerId()).filter(Viewer::isGuest).isPresent()) {
            throw new PasskeyRefusedException("Only viewers with an account have passkeys");
        }
        PublicKeyCredentialCreationOptions options = passkeys.creationOptions(signedIn);
        asked.save(request, response, options);
        return options;
    }

    /** Each set of options is good for one. */
    @PostMapping
    @ResponseBody
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void add(
            @RequestBody RelyingPartyPublicKey made,
            @AuthenticationPrincipal ViewerPrincipal viewer,
            HttpServletRequest request,
            HttpServletResponse response) {
        PublicKeyCredentialCreationOptions options = asked.load(request);
        if (options == null) {
            throw new PasskeyRefusedException("Nobody has asked for a passkey here");
        }
        asked.save(request, response, null);
        requireLabel(made.getLabel());
        passkeys.add(viewer.viewerId(), options, made);
    }

    private static void requireLabel(String label) {
        boolean fits =
                !label.isBlank()
                        && label.length() <= MOST_LABEL
                        && label.chars().noneMatch(Character::isISOControl);
        if (!fits) {
            throw new PasskeyRefusedException("A name has 1 to " + MOST_LABEL + " characters");
        }
    }

    @PostMapping("/{id}/remove")
    String remove(@PathVariable String id, @AuthenticationPrincipal ViewerPrincipal viewer) {
        passkeys.remove(viewer.viewerId(), id);
        return "redirect:/my";
    }
}
