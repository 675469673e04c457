package io.adgaze.capture.studio;

import io.adgaze.capture.security.ViewerPrincipal;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.sessions.Stage;
import io.adgaze.capture.sessions.TroubleKind;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Ad;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studio.StudioSession.AdShown;
import io.adgaze.capture.studio.StudioSession.Limits;
import io.adgaze.capture.studio.StudioSession.Part;
import io.adgaze.capture.studio.StudioSession.Upload;
import io.adgaze.capture.uploads.Recording;
import io.adgaze.capture.uploads.Recordings;
import io.adgaze.capture.uploads.SessionUploads;
import io.adgaze.capture.uploads.UploadLimits;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The session itself, and how far it has come. */
@RestController
@RequestMapping("/api/sessions/{sessionId}")
class SessionController {

    private final OwnSessions own;
    private final Participations sessions;
    private final Studies studies;
    private final Recordings recordings;
    private final SessionUploads uploads;
    private final CaptureSettings settings;

    SessionController(
            OwnSessions own,
            Participations sessions,
            Studies studies,
            Recordings recordings,
            SessionUploads uploads,
            CaptureSettings settings) {
        this.own = own;
        this.sessions = sessions;
        this.studies = studies;
        this.recordings = recordings;
        this.uploads = uploads;
        this.settings = settings;
    }

    @GetMapping
    StudioSession session(
            @PathVariable String sessionId, @AuthenticationPrincipal ViewerPrincipal viewer)
            throws IOException {
        Participation session = own.require(sessionId, viewer);
        Ad ad = studies.find(session.studyId()).orElseThrow().ad();
        return new StudioSession(
                sessionId,
                new AdShown(
                        "/api/sessions/" + sessionId + "/ad",
                        ad.durationMs(),
                        ad.widthPx(),
                        ad.heightPx(),
                        ad.contentType()),
                session.seed(),
                session.language(),
                new Limits(settings.maxRecordingBytes(), UploadLimits.PART_BYTES),
                uploadsOf(session),
                session.stage());
    }

    private List<Upload> uploadsOf(Participation session) throws IOException {
        List<Upload> all = new ArrayList<>();
        for (Recording recording : recordings.ofSession(session.sessionId())) {
            all.add(
                    new Upload(
                            recording.number(),
                            recording.fileName(),
                            recording.contentType(),
                            recording.isComplete() ? "complete" : "open",
                            uploads.parts(session, recording).stream()
                                    .map(
                                            part ->
                                                    new Part(
                                                            part.number(),
                                                            part.sizeBytes(),
                                                            part.etag()))
                                    .toList()));
        }
        return all;
    }

    /**
     * How far the viewer has come.
     *
     * @param reason why the stage before took so long, or was left out; for people who look
     */
    record StageReached(@NotNull Stage stage, @Size(max = 200) @Nullable String reason) {}

    @PostMapping("/stage")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reach(
            @PathVariable String sessionId,
            @Valid @RequestBody StageReached reached,
            @AuthenticationPrincipal ViewerPrincipal viewer) {
        Participation session = own.require(sessionId, viewer);
        if (!reached.stage().isToldByStudio()) {
            throw new InvalidFieldException("stage", "The server itself knows of this stage");
        }
        sessions.reach(session, reached.stage());
    }

    /**
     * What went wrong.
     *
     * @param detail not kept: it may be personal
     */
    record Trouble(@NotNull TroubleKind kind, @Size(max = 1000) @Nullable String detail) {}

    @PostMapping("/trouble")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void note(
            @PathVariable String sessionId,
            @Valid @RequestBody Trouble trouble,
            @AuthenticationPrincipal ViewerPrincipal viewer) {
        sessions.note(own.require(sessionId, viewer), trouble.kind());
    }
}
