package io.adgaze.connectors.erasure;

import io.adgaze.connectors.tables.RowOwner;
import io.adgaze.connectors.tables.ViewerRows;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.tables.OutputLayout.AdPartition;
import io.adgaze.records.withdrawal.Withdrawal;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rows of withdrawn sessions in the tables' files. */
final class WithdrawnRows {

    private final LandedWithdrawals withdrawals;
    private final SessionConsents consents;
    private final ViewerRows rows;

    /**
     * What of a file is withdrawn.
     *
     * @param owners whose rows
     * @param byWithdrawal how many, by the withdrawal's id
     */
    record Found(Set<RowOwner> owners, Map<String, Integer> byWithdrawal) {

        boolean isEmpty() {
            return owners.isEmpty();
        }
    }

    WithdrawnRows(LandedWithdrawals withdrawals, SessionConsents consents, ViewerRows rows) {
        this.withdrawals = withdrawals;
        this.consents = consents;
        this.rows = rows;
    }

    Found in(ObjectRef file) throws IOException {
        AdPartition place =
                OutputLayout.adPartition(file.uri())
                        .orElseThrow(() -> new IOException(file.uri() + " is in no partition"));
        Map<RowOwner, String> withdrawn = new HashMap<>();
        Map<String, Integer> byWithdrawal = new HashMap<>();
        for (var row : rows.count(file, withdrawals.viewers()).entrySet()) {
            Optional<String> by = withdrawalOf(row.getKey(), place);
            if (by.isPresent()) {
                withdrawn.put(row.getKey(), by.get());
                byWithdrawal.merge(by.get(), row.getValue(), Integer::sum);
            }
        }
        return new Found(Set.copyOf(withdrawn.keySet()), Map.copyOf(byWithdrawal));
    }

    private Optional<String> withdrawalOf(RowOwner owner, AdPartition place) throws IOException {
        boolean saysSessions =
                withdrawals.of(owner.viewerKey()).stream().allMatch(w -> w.sessions() != null);
        @Nullable Instant grantedAt =
                saysSessions ? null : consents.grantedAt(owner, place.adId(), place.dt());
        return withdrawals.of(owner.viewerKey()).stream()
                .filter(withdrawal -> withdrawal.covers(owner.sessionId(), grantedAt))
                .map(Withdrawal::withdrawalId)
                .findFirst();
    }
}
