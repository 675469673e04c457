package io.adgaze.connectors.landing;

import io.adgaze.records.withdrawal.InvalidWithdrawalException;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The withdrawals of a viewer that lie there when a session of theirs is loaded: a job that begins
 * finds sessions and withdrawals at the same time, and must not measure what was withdrawn long
 * before. Safe for several threads.
 */
final class ViewersWithdrawals {

    private final ObjectStore store;
    private final WithdrawalReader reader;
    private final String withdrawalsUri;

    /**
     * @param withdrawalsUri where withdrawals land, without a slash at its end
     */
    ViewersWithdrawals(ObjectStore store, String withdrawalsUri) {
        this.store = store;
        this.reader = new WithdrawalReader(store);
        this.withdrawalsUri = withdrawalsUri;
    }

    /** Those that are of the agreed form; others are rejected where withdrawals are loaded. */
    List<Withdrawal> of(String viewerKey) throws IOException {
        List<Withdrawal> withdrawals = new ArrayList<>();
        for (String uri : list(withdrawalsUri + "/viewer_key=" + viewerKey + "/")) {
            Optional<WithdrawalPath> path = WithdrawalPath.parse(uri);
            if (path.isPresent()) {
                read(path.get()).ifPresent(withdrawals::add);
            }
        }
        return withdrawals;
    }

    private List<String> list(String prefix) throws IOException {
        try {
            return store.list(prefix).map(ListedObject::uri).toList();
        } catch (IOException | UncheckedIOException e) {
            throw WithdrawalReader.withoutViewer(e);
        }
    }

    private Optional<Withdrawal> read(WithdrawalPath path) throws IOException {
        try {
            return Optional.of(reader.read(path));
        } catch (InvalidWithdrawalException | NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
