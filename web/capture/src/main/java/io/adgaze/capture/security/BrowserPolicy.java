package io.adgaze.capture.security;

import io.adgaze.capture.settings.CaptureSettings;
import java.net.URI;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.stereotype.Component;

/**
 * What browsers may do on our pages: run our own scripts, none inline; connect to us and to the
 * store that recordings go to; use the camera, and no microphone. Addresses of pages, some of which
 * open a door, are told to nobody.
 */
@Component
class BrowserPolicy {

    private static final String PERMISSIONS =
            "camera=(self), microphone=(), geolocation=(), display-capture=(), usb=(), payment=()";

    private final String contentPolicy;

    BrowserPolicy(CaptureSettings settings) {
        this.contentPolicy =
                String.join(
                        "; ",
                        "default-src 'none'",
                        "script-src 'self' 'wasm-unsafe-eval'",
                        "worker-src 'self'",
                        "style-src 'self'",
                        "img-src 'self' data: blob:",
                        "media-src 'self' blob:",
                        "font-src 'self'",
                        "connect-src 'self'" + store(settings),
                        "form-action 'self'",
                        "base-uri 'none'",
                        "frame-ancestors 'none'");
    }

    private static String store(CaptureSettings settings) {
        if (!settings.landsInS3()) {
            return "";
        }
        // Without an endpoint it is Amazon's, in whichever region the bucket lies.
        return " "
                + settings.browsersEndpoint().map(URI::toString).orElse("https://*.amazonaws.com");
    }

    void apply(HttpSecurity http) throws Exception {
        http.headers(
                headers ->
                        headers.contentSecurityPolicy(csp -> csp.policyDirectives(contentPolicy))
                                .referrerPolicy(
                                        referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                                .permissionsPolicyHeader(
                                        permissions -> permissions.policy(PERMISSIONS))
                                .frameOptions(frames -> frames.deny()));
    }
}
