package io.adgaze.capture.manifest;

import static java.util.Objects.requireNonNull;

import io.adgaze.capture.consent.ConsentGiven;
import io.adgaze.capture.consent.Consents;
import io.adgaze.capture.manifest.StudioReport.Device;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.sessions.Participations;
import io.adgaze.capture.settings.CaptureSettings;
import io.adgaze.capture.studies.Studies;
import io.adgaze.capture.studies.Study;
import io.adgaze.capture.uploads.Recording;
import io.adgaze.capture.uploads.Recordings;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Commits a session: joins what the studio tells with what this server alone knows, holds it
 * against the job's own rules, and writes the manifest, once, after all else.
 */
@Service
public class SessionLanding {

    private static final int MAX_USER_AGENT = 500;

    private final Participations sessions;
    private final Studies studies;
    private final Consents consents;
    private final Recordings recordings;
    private final ObjectStore objects;
    private final JsonMapper json;
    private final CaptureSettings settings;
    private final Clock clock;

    SessionLanding(
            Participations sessions,
            Studies studies,
            Consents consents,
            Recordings recordings,
            ObjectStore objects,
            JsonMapper json,
            CaptureSettings settings,
            Clock clock) {
        this.sessions = sessions;
        this.studies = studies;
        this.consents = consents;
        this.recordings = recordings;
        this.objects = objects;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lands a session; one that has landed is left as it is.
     *
     * @param userAgent the browser's, as it says itself; null where it says none
     * @throws ManifestRefusedException when the job would refuse it
     */
    @Transactional
    public void land(String sessionId, StudioReport report, @Nullable String userAgent)
            throws IOException {
        Participation session = sessions.lock(sessionId);
        if (session.landedAt() != null) {
            return;
        }
        byte[] manifest = json.writeValueAsBytes(manifest(session, report, userAgent));
        requireTaken(manifest, path(session));
        if (objects.head(path(session).manifestUri()).isEmpty()) {
            write(path(session).manifestUri(), manifest);
        }
        sessions.land(sessionId, report.device() == null ? null : report.device().deviceClass());
    }

    private LandedManifest manifest(
            Participation session, StudioReport report, @Nullable String userAgent) {
        Study study = studies.find(session.studyId()).orElseThrow();
        ConsentGiven consent = consents.ofSession(session.sessionId()).orElseThrow();
        return new LandedManifest(
                LandedManifest.VERSION,
                session.sessionId(),
                session.adId(),
                session.viewerKey(),
                session.studyId(),
                study.campaignId(),
                report.startedAt(),
                names(session, report.recordings()),
                new LandedManifest.Consent(
                        consent.consentId(),
                        consent.textVersion(),
                        consent.textSha256(),
                        consent.grantedAt(),
                        Studies.words(consent.purposes())),
                report.playerEvents(),
                report.screen(),
                report.calibration(),
                report.camera(),
                device(report.device(), userAgent),
                session.language());
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

    private static Device device(@Nullable Device told, @Nullable String userAgent) {
        String shortened =
                userAgent == null || userAgent.length() <= MAX_USER_AGENT
                        ? userAgent
                        : userAgent.substring(0, MAX_USER_AGENT);
        return new Device(told == null ? null : told.deviceClass(), shortened);
    }

    private SessionPath path(Participation session) {
        String folder =
                LandingLayout.sessionFolder(
                        settings.landing(), session.adId(), session.sessionId());
        return new SessionPath(session.adId(), session.sessionId(), folder, LandingLayout.MANIFEST);
    }

    private void requireTaken(byte[] manifest, SessionPath path) {
        try {
            ValidManifest.read(manifest, path, clock.instant());
        } catch (RejectedException e) {
            String message = requireNonNull(e.getMessage());
            throw new ManifestRefusedException(message.replace(path.manifestUri() + ": ", ""));
        }
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
