package io.adgaze.connectors.erasure;

import io.adgaze.connectors.tables.RowOwner;
import io.adgaze.connectors.tables.ViewerRows;
import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectTooLargeException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When the consent was given under which a session was recorded: its manifest says so. Where that
 * is gone, for its own retention has ended, the session's beginning stands for it: under a consent
 * that was withdrawn before, no session is measured.
 */
final class SessionConsents {

    private static final int MAX_MANIFEST_BYTES = 1 << 20;
    private static final String SESSIONS = "sessions";

    private final ErasurePlaces places;
    private final ObjectStore store;
    private final ViewerRows rows;

    SessionConsents(ErasurePlaces places, ObjectStore store, ViewerRows rows) {
        this.places = places;
        this.store = store;
        this.rows = rows;
    }

    /**
     * When a session's consent was given.
     *
     * @param day the session's, {@code YYYY-MM-DD}
     * @return null where nothing tells, so that any withdrawal covers it
     */
    @Nullable Instant grantedAt(RowOwner owner, String adId, String day) throws IOException {
        Optional<ManifestOwner> manifest = manifest(owner, adId);
        return manifest.isPresent() ? manifest.get().grantedAt() : startedAt(owner, adId, day);
    }

    private Optional<ManifestOwner> manifest(RowOwner owner, String adId) throws IOException {
        String folder = LandingLayout.sessionFolder(places.landingUri(), adId, owner.sessionId());
        try {
            byte[] content = store.read(folder + LandingLayout.MANIFEST, MAX_MANIFEST_BYTES);
            return ManifestOwner.of(content)
                    .filter(found -> found.viewerKey().equals(owner.viewerKey()));
        } catch (NoSuchFileException | ObjectTooLargeException e) {
            return Optional.empty();
        }
    }

    private @Nullable Instant startedAt(RowOwner owner, String adId, String day)
            throws IOException {
        String partition =
                places.output().table(SESSIONS) + "/" + OutputLayout.partition(day, adId) + "/";
        Iterator<ListedObject> files = store.list(partition).iterator();
        while (files.hasNext()) {
            Optional<ObjectRef> file = store.head(files.next().uri());
            if (file.isPresent() && file.get().uri().endsWith(".parquet")) {
                Map<RowOwner, Instant> starts = rows.starts(file.get(), Set.of(owner.viewerKey()));
                if (starts.containsKey(owner)) {
                    return starts.get(owner);
                }
            }
        }
        return null;
    }
}
