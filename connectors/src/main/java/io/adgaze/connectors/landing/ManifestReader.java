package io.adgaze.connectors.landing;

import io.adgaze.connectors.UnplayableAd;
import io.adgaze.records.LandedObject;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import io.adgaze.records.Session;
import io.adgaze.records.SessionPath;
import io.adgaze.records.VisibleText;
import io.adgaze.records.manifest.ManifestFaults;
import io.adgaze.records.manifest.ValidManifest;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectTooLargeException;
import io.adgaze.video.UnreadableVideoException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a landed manifest, holds it against the landing contract, and finds the objects that it
 * names. Safe for several threads.
 */
public final class ManifestReader {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestReader.class);

    /** The contract's limit on a manifest. */
    static final int MAX_MANIFEST_BYTES = 1 << 20;

    private final ObjectStore store;
    private final LandingOptions options;
    private final ViewersWithdrawals withdrawals;
    private final AdDurations adDurations;

    /** Reads from {@code store}, which the caller closes. */
    public ManifestReader(ObjectStore store, LandingOptions options, AdProbe adProbe) {
        this.store = store;
        this.options = options;
        this.withdrawals = new ViewersWithdrawals(store, options.withdrawalsUri());
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
        try {
            return session(landed, path, faults);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            // The store tells its own failures as IOException: this is of what the session says.
            LOG.warn("{} cannot be read", VisibleText.of(path.manifestUri()), e);
            throw faults.of(RejectReason.MANIFEST_INVALID, unforeseen(e));
        }
    }

    private static String unforeseen(RuntimeException e) {
        return "reading it failed in a way that was not foreseen (%s), see the TaskManager's log"
                .formatted(e.getClass().getSimpleName());
    }

    private Session session(LandedObject landed, SessionPath path, ManifestFaults faults)
            throws RejectedException, IOException {
        Instant landedAt = Instant.ofEpochMilli(landed.detectedAtMs());
        ValidManifest manifest = ValidManifest.read(content(faults), path, landedAt);
        requireConsent(manifest, path.sessionId(), faults);
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
                path.manifestUri(),
                manifest.campaignId(),
                manifest.studyId());
    }

    private void requireConsent(ValidManifest manifest, String sessionId, ManifestFaults faults)
            throws RejectedException, IOException {
        for (Withdrawal withdrawal : withdrawals.of(manifest.viewerKey())) {
            if (withdrawal.covers(sessionId, manifest.consent().grantedAt())) {
                throw faults.of(
                        RejectReason.CONSENT_WITHDRAWN,
                        faults.manifestUri(),
                        "commits a session of which the viewer has withdrawn. It is not measured.");
            }
        }
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
        long bytes = 0;
        for (String name : names) {
            ObjectRef recording = recording(path.folderUri() + name, faults);
            recordings.add(recording);
            bytes += recording.sizeBytes();
            requireRoom(bytes, recording, faults);
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
        return recording;
    }

    /** A session's recordings have the limit together: each costs what it holds. */
    private void requireRoom(long bytes, ObjectRef last, ManifestFaults faults)
            throws RejectedException {
        if (bytes > options.maxRecordingBytes()) {
            throw faults.of(
                    RejectReason.TOO_LARGE,
                    last.uri(),
                    "has %d bytes, which with the recordings before it are %d, more than the %d that a session is allowed. Record shorter or smaller, or raise --max-recording-mib."
                            .formatted(last.sizeBytes(), bytes, options.maxRecordingBytes()));
        }
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
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            LOG.warn("The ad {} cannot be read", VisibleText.of(ad.uri()), e);
            throw unplayableAd(ad, unforeseen(e), faults);
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
