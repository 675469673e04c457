package io.adgaze.capture.passkeys;

import io.adgaze.capture.audit.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Service;

/** The passkeys of viewers with an account. */
@Service
public class Passkeys {

    private static final Logger LOG = LoggerFactory.getLogger(Passkeys.class);

    /** More devices than anybody has. */
    private static final int MOST = 20;

    private final WebAuthnRelyingPartyOperations relyingParty;
    private final UserCredentialRepository credentials;
    private final AuditLog audit;

    Passkeys(
            WebAuthnRelyingPartyOperations relyingParty,
            UserCredentialRepository credentials,
            AuditLog audit) {
        this.relyingParty = relyingParty;
        this.credentials = credentials;
        this.audit = audit;
    }

    /**
     * A passkey.
     *
     * @param id in base64url
     * @param label as its viewer calls it
     */
    public record Passkey(String id, String label, Instant createdAt, Instant lastUsedAt) {}

    /** A viewer's. */
    public List<Passkey> of(UUID viewerId) {
        return credentials.findByUserId(PasskeyHolders.handle(viewerId)).stream()
                .map(Passkeys::passkey)
                .toList();
    }

    private static Passkey passkey(CredentialRecord credential) {
        return new Passkey(
                credential.getCredentialId().toBase64UrlString(),
                credential.getLabel(),
                credential.getCreated(),
                credential.getLastUsed());
    }

    /** What a browser needs to make one for who is signed in. */
    PublicKeyCredentialCreationOptions creationOptions(Authentication viewer) {
        UUID viewerId = UUID.fromString(viewer.getName());
        if (of(viewerId).size() >= MOST) {
            throw new PasskeyRefusedException("An account has at most " + MOST + " passkeys");
        }
        return relyingParty.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(viewer));
    }

    /**
     * Takes one that a browser has made by these options.
     *
     * @throws PasskeyRefusedException when it cannot be verified
     */
    void add(
            UUID viewerId, PublicKeyCredentialCreationOptions options, RelyingPartyPublicKey made) {
        try {
            relyingParty.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(options, made));
        } catch (RuntimeException e) {
            // The verifier has an exception for each fault, and none in common with Spring's own.
            LOG.debug("A new passkey was refused", e);
            throw new PasskeyRefusedException("This passkey cannot be verified", e);
        }
        audit.note("viewer:" + viewerId, "passkey_added", null);
    }

    /** Removes a viewer's own; another's is left as it is. */
    void remove(UUID viewerId, String id) {
        credentials.findByUserId(PasskeyHolders.handle(viewerId)).stream()
                .filter(own -> own.getCredentialId().toBase64UrlString().equals(id))
                .forEach(
                        own -> {
                            credentials.delete(own.getCredentialId());
                            audit.note("viewer:" + viewerId, "passkey_removed", null);
                        });
    }

    /** What a browser needs to use one, whosever it is. */
    PublicKeyCredentialRequestOptions requestOptions() {
        return relyingParty.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /**
     * Whose it is.
     *
     * @throws PasskeyRefusedException when it cannot be verified
     */
    UUID verify(RelyingPartyAuthenticationRequest used) {
        try {
            UUID viewerId = PasskeyHolders.viewerId(relyingParty.authenticate(used).getId());
            audit.note("viewer:" + viewerId, "logged_in_by_passkey", null);
            return viewerId;
        } catch (RuntimeException e) {
            throw new PasskeyRefusedException("This passkey is not known, or not verified", e);
        }
    }
}
