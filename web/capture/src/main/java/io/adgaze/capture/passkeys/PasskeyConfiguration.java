package io.adgaze.capture.passkeys;

import io.adgaze.capture.settings.CaptureSettings;
import java.net.URI;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import tools.jackson.databind.JacksonModule;

/**
 * Spring Security's WebAuthn without its filters: those answer what cannot be verified with 500,
 * let whoever knows a passkey's id remove it, and want a {@code UserDetailsService}, which would be
 * a third way to log in.
 */
@Configuration(proxyBeanMethods = false)
class PasskeyConfiguration {

    /** How browsers write and read what is said of passkeys. */
    @Bean
    JacksonModule webauthnJson() {
        return new WebauthnJacksonModule();
    }

    @Bean
    UserCredentialRepository userCredentialRepository(JdbcOperations database) {
        return new JdbcUserCredentialRepository(database);
    }

    /**
     * A passkey counts only with a PIN, a finger or a face: it stands alone, without a password.
     */
    @Bean
    WebAuthnRelyingPartyOperations relyingParty(
            PasskeyHolders holders, UserCredentialRepository passkeys, CaptureSettings settings) {
        URI site = settings.publicUrl();
        Webauthn4JRelyingPartyOperations operations =
                new Webauthn4JRelyingPartyOperations(
                        holders,
                        passkeys,
                        PublicKeyCredentialRpEntity.builder()
                                .id(site.getHost())
                                .name("Adgaze")
                                .build(),
                        Set.of(origin(site)));
        operations.setCustomizeCreationOptions(
                options ->
                        options.authenticatorSelection(
                                AuthenticatorSelectionCriteria.builder()
                                        .userVerification(UserVerificationRequirement.REQUIRED)
                                        .residentKey(ResidentKeyRequirement.REQUIRED)
                                        .build()));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED));
        return operations;
    }

    private static String origin(URI site) {
        String port = site.getPort() < 0 ? "" : ":" + site.getPort();
        return site.getScheme() + "://" + site.getHost() + port;
    }
}
