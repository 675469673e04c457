package io.adgaze.connectors.erasure;

import io.adgaze.records.LandingLayout;
import io.adgaze.records.SessionPath;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectTooLargeException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Finds withdrawn sessions in the landing prefix, whether they were measured or not. */
final class WithdrawnManifests {

    /** The contract's limit on a manifest: a larger one is rejected, and names no viewer. */
    private static final int MAX_MANIFEST_BYTES = 1 << 20;

    private final LandedWithdrawals withdrawals;
    private final ObjectStore store;

    WithdrawnManifests(LandedWithdrawals withdrawals, ObjectStore store) {
        this.withdrawals = withdrawals;
        this.store = store;
    }

    /** The withdrawals that are of the session of a manifest, the earliest first. */
    List<String> covering(SessionPath manifest) throws IOException {
        try {
            byte[] content = store.read(manifest.manifestUri(), MAX_MANIFEST_BYTES);
            return ManifestOwner.of(content)
                    .map(
                            owner ->
                                    withdrawals.covering(
                                            owner.viewerKey(),
                                            manifest.sessionId(),
                                            owner.grantedAt()))
                    .orElse(List.of());
        } catch (NoSuchFileException | ObjectTooLargeException e) {
            return List.of();
        }
    }

    static SessionPath pathOf(ErasureTarget manifest) {
        return LandingLayout.parse(manifest.uri()).orElseThrow();
    }
}
