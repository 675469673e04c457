package io.adgaze.capture.manifest;

import static java.util.Objects.requireNonNull;

import io.adgaze.capture.manifest.StudioReport.Device;
import io.adgaze.capture.sessions.Participation;
import io.adgaze.capture.studies.Studies;
import io.adgaze.records.RejectedException;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ValidManifest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Words a session's manifest, and holds it against the job's own rules. */
@Component
class ManifestWriter {

    private static final int MAX_USER_AGENT = 500;

    private final JsonMapper json;
    private final Clock clock;

    ManifestWriter(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /**
     * The manifest, as it is to land.
     *
     * @param path where
     * @param userAgent the browser's, as it says itself; null where it says none
     * @throws ManifestRefusedException when the job would refuse it
     */
    byte[] write(
            SessionFacts known, StudioReport report, @Nullable String userAgent, SessionPath path) {
        byte[] manifest = json.writeValueAsBytes(manifest(known, report, userAgent));
        requireTaken(manifest, path);
        return manifest;
    }

    private static LandedManifest manifest(
            SessionFacts known, StudioReport report, @Nullable String userAgent) {
        Participation session = known.session();
        return new LandedManifest(
                LandedManifest.VERSION,
                session.sessionId(),
                session.adId(),
                session.viewerKey(),
                session.studyId(),
                known.study().campaignId(),
                report.startedAt(),
                known.recordings(),
                new LandedManifest.Consent(
                        known.consent().consentId(),
                        known.consent().textVersion(),
                        known.consent().textSha256(),
                        known.consent().grantedAt(),
                        Studies.words(known.consent().purposes())),
                report.playerEvents(),
                report.screen(),
                report.calibration(),
                report.camera(),
                device(report.device(), userAgent),
                session.language());
    }

    private static Device device(@Nullable Device told, @Nullable String userAgent) {
        String shortened =
                userAgent == null || userAgent.length() <= MAX_USER_AGENT
                        ? userAgent
                        : userAgent.substring(0, MAX_USER_AGENT);
        return new Device(told == null ? null : told.deviceClass(), shortened);
    }

    private void requireTaken(byte[] manifest, SessionPath path) {
        try {
            ValidManifest.read(manifest, path, clock.instant());
        } catch (RejectedException e) {
            String message = requireNonNull(e.getMessage());
            throw new ManifestRefusedException(message.replace(path.manifestUri() + ": ", ""));
        }
    }
}
