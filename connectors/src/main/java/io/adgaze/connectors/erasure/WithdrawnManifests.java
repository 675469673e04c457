package io.adgaze.connectors.erasure;

import io.adgaze.records.LandingLayout;
import io.adgaze.records.SessionPath;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectTooLargeException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

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

    /** The session of a manifest, where it is withdrawn. */
    Optional<WithdrawnFolder> at(String manifestUri) throws IOException {
        SessionPath path = LandingLayout.parse(manifestUri).orElseThrow();
        return owner(manifestUri)
                .flatMap(owner -> withdrawalOf(owner, path.sessionId()))
                .map(id -> new WithdrawnFolder(id, path.sessionId(), path.folderUri()));
    }

    private Optional<ManifestOwner> owner(String manifestUri) throws IOException {
        try {
            return ManifestOwner.of(store.read(manifestUri, MAX_MANIFEST_BYTES));
        } catch (NoSuchFileException | ObjectTooLargeException e) {
            return Optional.empty();
        }
    }

    private Optional<String> withdrawalOf(ManifestOwner owner, String sessionId) {
        return withdrawals.of(owner.viewerKey()).stream()
                .filter(withdrawal -> withdrawal.covers(sessionId, owner.grantedAt()))
                .map(Withdrawal::withdrawalId)
                .findFirst();
    }
}
