package io.adgaze.capture.manifest;

import static java.util.Objects.requireNonNull;

import io.adgaze.capture.consent.Consents;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.sessions.SessionOverException;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.uploads.Recording;
import io.adgaze.capture.uploads.Recordings;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.SessionPath;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Commits a session: joins what the studio tells with what this server alone knows, and writes the
 * manifest, once, after all else.
 */
@Service
public class SessionLanding {

    private final Participations sessions;
    private final Studies studies;
    private final Consents consents;
    private final Recordings recordings;
    private final ManifestWriter writer;
    private final ObjectStore objects;
    private final CaptureSettings settings;

    SessionLanding(
            Participations sessions,
            Studies studies,
            Consents consents,
            Recordings recordings,
            ManifestWriter writer,
            ObjectStore objects,
            CaptureSettings settings) {
        this.sessions = sessions;
        this.studies = studies;
        this.consents = consents;
        this.recordings = recordings;
        this.writer = writer;
        this.objects = objects;
        this.settings = settings;
    }

    /**
     * Lands a session; one that has landed is left as it is.
     *
     * @param userAgent the browser's, as it says itself; null where it says none
     * @throws ManifestRefusedException when the job would refuse it
     * @throws SessionOverException when it was withdrawn or given up
     */
    @Transactional
    public void land(String sessionId, StudioReport report, @Nullable String userAgent)
            throws IOException {
        Participation session = sessions.lock(sessionId);
        if (session.landedAt() != null) {
            return;
        }
        if (session.isOver()) {
            throw new SessionOverException();
        }
        SessionPath path = path(session);
        byte[] manifest = writer.write(known(session, report), report, userAgent, path);
        if (objects.head(path.manifestUri()).isEmpty()) {
            write(path.manifestUri(), manifest);
        }
        sessions.land(
                sessionId,
                report.device() == null ? null : report.device().deviceClass(),
                SessionQuality.concern(report, sessions.troubles(sessionId)));
    }

    private SessionFacts known(Participation session, StudioReport report) {
        return new SessionFacts(
                session,
                studies.find(session.studyId()).orElseThrow(),
                consents.ofSession(session.sessionId()).orElseThrow(),
                names(session, report.recordings()));
    }

    /** The files of recordings, each of which lies there whole. */
    private List<String> names(Participation session, List<Integer> numbers) {
        if (new HashSet<>(numbers).size() != numbers.size()) {
            throw new ManifestRefusedException("'recordings' has a number twice");
        }
        Map<Integer, Recording> byNumber =
                recordings.ofSession(session.sessionId()).stream()
                        .filter(Recording::isComplete)
                        .collect(Collectors.toMap(Recording::number, Function.identity()));
        if (!byNumber.keySet().containsAll(numbers)) {
            throw new ManifestRefusedException("'recordings' has one that was not uploaded whole");
        }
        return numbers.stream()
                .map(number -> requireNonNull(byNumber.get(number)).fileName())
                .toList();
    }

    private SessionPath path(Participation session) {
        String folder =
                LandingLayout.sessionFolder(
                        settings.landing(), session.adId(), session.sessionId());
        return new SessionPath(session.adId(), session.sessionId(), folder, LandingLayout.MANIFEST);
    }

    private void write(String uri, byte[] manifest) throws IOException {
        Path file = Files.createTempFile("manifest", ".json");
        try {
            Files.write(file, manifest);
            objects.write(uri, file);
        } finally {
            Files.delete(file);
        }
    }
}
