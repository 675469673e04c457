package io.adgaze.records.manifest;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Consent;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Screen;
import io.adgaze.records.SessionPath;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says, once it has been held against the landing contract. Whether the objects
 * that it names are there is not known.
 *
 * @param viewerKey the viewer's pseudonym
 * @param startedAt UTC wall clock at recording time 0
 * @param consent what may be computed
 * @param recordings names of at least one recording, relative to the manifest's folder, in order
 * @param playerEvents at least one play, by recording time
 * @param screen null where the manifest has none
 * @param calibration the points looked at, by recording time; empty where none were shown
 * @param deviceClass one of the contract's words; null where the manifest says none
 * @param campaignId the campaign; null where the manifest has none
 * @param studyId the study; null where the manifest has none
 */
public record ValidManifest(
        String viewerKey,
        Instant startedAt,
        Consent consent,
        List<String> recordings,
        List<PlayerEvent> playerEvents,
        @Nullable Screen screen,
        List<CalibrationPoint> calibration,
        @Nullable String deviceClass,
        @Nullable String campaignId,
        @Nullable String studyId) {

    /**
     * Reads a manifest.
     *
     * @param json the manifest, as it lies there
     * @param path where it lies
     * @param landedAt when it landed there, as the store says; 1970 where that is not known
     * @throws RejectedException naming the first field at fault
     */
    public static ValidManifest read(byte[] json, SessionPath path, Instant landedAt)
            throws RejectedException {
        ManifestFaults faults = new ManifestFaults(path.manifestUri(), path.sessionId());
        Manifest manifest = ManifestParser.parse(json, faults);
        ManifestRules rules = new ManifestRules(manifest, faults);
        SetupRules setup = new SetupRules(manifest, faults);
        rules.requireIdentity(path);
        var consent = rules.consent();
        var startedAt = rules.startedAt(landedAt);
        var playerEvents = rules.playerEvents();
        var screen = setup.screen();
        var calibration = CalibrationRules.read(manifest.calibration(), faults);
        setup.requireCamera();
        rules.requireLanguage();
        return new ValidManifest(
                manifest.viewerKey(),
                startedAt,
                consent,
                rules.recordings(),
                playerEvents,
                screen,
                calibration,
                setup.deviceClass(),
                manifest.campaignId(),
                manifest.studyId());
    }
}
