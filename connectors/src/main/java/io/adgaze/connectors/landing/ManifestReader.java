package io.adgaze.connectors.landing;

import io.adgaze.connectors.UnplayableAd;
import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Session;
import io.adgaze.records.SessionPath;
import io.adgaze.records.manifest.ManifestFaults;
import io.adgaze.records.manifest.ValidManifest;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectTooLargeException;
import io.adgaze.video.UnreadableVideoException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a landed manifest, holds it against the landing contract, and finds the objects that it
 * names. Safe for several threads.
 */
public final class ManifestReader {

    /** The contract's limit on a manifest. */
    static final int MAX_MANIFEST_BYTES = 1 << 20;

    private final ObjectStore store;
    private final LandingOptions options;
    private final AdDurations adDurations;

    /** Reads from {@code store}, which the caller closes. */
    public ManifestReader(ObjectStore store, LandingOptions options, AdProbe adProbe) {
        this.store = store;
        this.options = options;
        this.adDurations = new AdDurations(store, adProbe);
    }

    /**
     * The session that a manifest commits.
     *
     * @throws RejectedException when the session is at fault
     * @throws IOException when the store is, and trying again may help
     */
    public Session read(LandedObject landed) throws RejectedException, IOException {
        SessionPath path = landed.path();
        ManifestFaults faults = new ManifestFaults(path.manifestUri(), path.sessionId());
        ValidManifest manifest = ValidManifest.read(content(faults), path);
        List<ObjectRef> recordings = recordings(path, manifest.recordings(), faults);
        ObjectRef ad = ad(path.adId(), faults);
        return new Session(
                path.sessionId(),
                path.adId(),
                manifest.viewerKey(),
                manifest.startedAt(),
                manifest.consent(),
                recordings,
                manifest.playerEvents(),
                manifest.screen(),
                manifest.calibration(),
                manifest.deviceClass(),
                ad,
                adDuration(ad, faults),
                landed.detectedAtMs(),
                path.manifestUri());
    }

    private byte[] content(ManifestFaults faults) throws RejectedException, IOException {
        String uri = faults.manifestUri();
        try {
            return store.read(uri, MAX_MANIFEST_BYTES);
        } catch (ObjectTooLargeException e) {
            throw faults.of(RejectReason.TOO_LARGE, "it is larger than 1 MiB");
        } catch (NoSuchFileException e) {
            throw faults.of(
                    RejectReason.MANIFEST_MISSING,
                    uri,
                    "was deleted after it had landed. Land the session again under a new session id.");
        }
    }

    private List<ObjectRef> recordings(SessionPath path, List<String> names, ManifestFaults faults)
            throws RejectedException, IOException {
        List<ObjectRef> recordings = new ArrayList<>();
        for (String name : names) {
            recordings.add(recording(path.folderUri() + name, faults));
        }
        return List.copyOf(recordings);
    }

    private ObjectRef recording(String uri, ManifestFaults faults)
            throws RejectedException, IOException {
        ObjectRef recording = store.head(uri).orElse(null);
        if (recording == null) {
            throw faults.of(
                    RejectReason.RECORDING_MISSING,
                    uri,
                    "is named by the manifest but is not there. Land recordings before the"
                            + " manifest.");
        }
        if (recording.sizeBytes() == 0) {
            throw faults.of(
                    RejectReason.RECORDING_UNREADABLE,
                    uri,
                    "has zero bytes. Check the upload and land the session again under a new session id.");
        }
        if (recording.sizeBytes() > options.maxRecordingBytes()) {
            throw faults.of(
                    RejectReason.TOO_LARGE,
                    uri,
                    "has %d bytes, more than the %d allowed. Record shorter or smaller, or raise the limit."
                            .formatted(recording.sizeBytes(), options.maxRecordingBytes()));
        }
        return recording;
    }

    private ObjectRef ad(String adId, ManifestFaults faults) throws RejectedException, IOException {
        String uri = LandingLayout.adUri(options.adsUri(), adId);
        Optional<ObjectRef> ad = store.head(uri);
        if (ad.isEmpty()) {
            throw faults.of(
                    RejectReason.AD_MISSING,
                    uri,
                    "is not there. Put the ad's video there and land the session again under a new session id.");
        }
        return ad.get();
    }

    private long adDuration(ObjectRef ad, ManifestFaults faults)
            throws RejectedException, IOException {
        try {
            long durationMs = adDurations.of(ad);
            if (durationMs <= 0) {
                throw unplayableAd(ad, "it has no length", faults);
            }
            return durationMs;
        } catch (UnreadableVideoException e) {
            throw unplayableAd(ad, UnplayableAd.describe(e), faults);
        }
    }

    private static RejectedException unplayableAd(ObjectRef ad, String why, ManifestFaults faults) {
        return faults.of(
                RejectReason.AD_MISSING,
                ad.uri(),
                "cannot be played: "
                        + why
                        + ". Replace it and land the session again under a new session id.");
    }
}
