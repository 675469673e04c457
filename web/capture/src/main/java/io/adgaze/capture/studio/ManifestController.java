package io.adgaze.capture.studio;

import io.adgaze.capture.manifest.SessionLanding;
import io.adgaze.capture.manifest.StudioReport;
import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The last word of a session. */
@RestController
class ManifestController {

    private final OwnSessions own;
    private final SessionLanding landing;

    ManifestController(OwnSessions own, SessionLanding landing) {
        this.own = own;
        this.landing = landing;
    }

    @PostMapping("/api/sessions/{sessionId}/manifest")
    Map<String, String> land(
            @PathVariable String sessionId,
            @Valid @RequestBody StudioReport report,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false)
                    @Nullable String userAgent,
            @AuthenticationPrincipal ViewerPrincipal viewer)
            throws IOException {
        Participation session = own.require(sessionId, viewer);
        if (session.withdrawnAt() != null) {
            throw new SessionOverException();
        }
        landing.land(sessionId, report, userAgent);
        return Map.of("state", "landed");
    }
}
