package io.adgaze.capture.studio;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.uploads.Recording;
import io.adgaze.capture.uploads.SessionUploads;
import io.adgaze.capture.uploads.UploadLimits;
import io.adgaze.storage.SignedRequest;
import io.adgaze.storage.UploadedPart;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Recordings on their way. */
@RestController
@RequestMapping("/api/sessions/{sessionId}/uploads")
class UploadController {

    private static final int MAX_PARTS = 10_000;

    private final OwnSessions own;
    private final SessionUploads uploads;

    UploadController(OwnSessions own, SessionUploads uploads) {
        this.own = own;
        this.uploads = uploads;
    }

    /** What the recorder makes. */
    record NewRecording(
            @NotNull @Size(max = 100) @Pattern(regexp = "video/(webm|mp4|x-matroska)( ?;[ -~]*)?")
                    String contentType,
            @NotNull @Pattern(regexp = "webm|mp4|mkv") String extension) {}

    record Begun(int recording, String fileName) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Begun begin(
            @PathVariable String sessionId,
            @RequestHeader("Idempotency-Key") String key,
            @Valid @RequestBody NewRecording asked,
            @AuthenticationPrincipal ViewerPrincipal viewer) {
        if (key.isBlank() || key.length() > 100) {
            throw new InvalidFieldException("Idempotency-Key", "It has 1 to 100 characters");
        }
        Recording recording =
                uploads.begin(
                        own.requireOpen(sessionId, viewer),
                        asked.contentType(),
                        asked.extension(),
                        key);
        return new Begun(recording.number(), recording.fileName());
    }

    record NewPart(
            @NotNull @Min(1) @Max(MAX_PARTS) Integer number,
            @NotNull @Min(1) @Max(UploadLimits.PART_BYTES) Long length) {}

    record Signed(String url, String method, Map<String, String> headers, Instant expiresAt) {}

    @PostMapping("/{recording}/parts")
    Signed sign(
            @PathVariable String sessionId,
            @PathVariable int recording,
            @Valid @RequestBody NewPart part,
            @AuthenticationPrincipal ViewerPrincipal viewer)
            throws IOException {
        SignedRequest signed =
                uploads.sign(
                        own.requireOpen(sessionId, viewer),
                        recording,
                        part.number(),
                        part.length());
        return new Signed(signed.url().toString(), "PUT", signed.headers(), signed.expiresAt());
    }

    record Whole(
            @NotNull @Min(1) Long length,
            @NotEmpty @Size(max = MAX_PARTS) List<@Valid @NotNull Sent> parts) {}

    record Sent(
            @NotNull @Min(1) Integer number,
            @NotNull @Min(1) @Max(UploadLimits.PART_BYTES) Long length,
            @NotNull @Pattern(regexp = "\"?[0-9a-zA-Z-]{1,100}\"?") String etag) {

        UploadedPart part() {
            return new UploadedPart(number, etag.replace("\"", ""), length);
        }
    }

    @PostMapping("/{recording}/complete")
    Map<String, String> complete(
            @PathVariable String sessionId,
            @PathVariable int recording,
            @Valid @RequestBody Whole whole,
            @AuthenticationPrincipal ViewerPrincipal viewer)
            throws IOException {
        requireRightParts(whole);
        uploads.complete(
                own.require(sessionId, viewer),
                recording,
                whole.parts().stream().map(Sent::part).toList());
        return Map.of("state", "complete");
    }

    private static void requireRightParts(Whole whole) {
        long total = 0;
        int last = whole.parts().size();
        for (int i = 0; i < last; i++) {
            Sent part = whole.parts().get(i);
            if (part.number() != i + 1) {
                throw new InvalidFieldException("parts", "Numbers go up from 1, without gaps");
            }
            if (i + 1 < last && part.length() != UploadLimits.PART_BYTES) {
                throw new InvalidFieldException(
                        "parts", "All but the last have " + UploadLimits.PART_BYTES + " bytes");
            }
            total += part.length();
        }
        if (total != whole.length()) {
            throw new InvalidFieldException("length", "It is not the sum of the parts");
        }
    }
}
