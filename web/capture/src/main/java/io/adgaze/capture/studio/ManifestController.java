package io.adgaze.capture.studio;

import static java.util.Objects.requireNonNull;

import io.adgaze.capture.manifest.SessionLanding;
import io.adgaze.capture.manifest.StudioReport;
import io.adgaze.capture.security.ViewerPrincipal;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
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
        own.require(sessionId, viewer);
        landing.land(sessionId, report, userAgent);
        return Map.of("state", "landed");
    }

    /** The job would refuse what has a field of another type, or lacks one. */
    @ExceptionHandler
    ProblemDetail on(MethodArgumentNotValidException e) {
        FieldError first = requireNonNull(e.getBindingResult().getFieldError());
        String field = StudioErrors.contractName(first.getField());
        return StudioErrors.refused(field, field + " " + first.getDefaultMessage());
    }

    /** What is no JSON at all is no manifest either. */
    @ExceptionHandler
    ProblemDetail on(HttpMessageNotReadableException e) {
        String field = StudioErrors.field(e.getCause());
        return field == null
                ? StudioErrors.noJson()
                : StudioErrors.refused(field, field + " is not of the type that is asked for");
    }
}
