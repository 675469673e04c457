package io.adgaze.connectors.erasure;

import io.adgaze.connectors.tables.RowOwner;
import io.adgaze.connectors.tables.ViewerRows;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.tables.OutputLayout.AdPartition;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
     * @param byWithdrawal how many, by the id of the earliest withdrawal that is of them
     * @param withdrawals all that are of any of them
     */
    record Found(Set<RowOwner> owners, Map<String, Integer> byWithdrawal, Set<String> withdrawals) {

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
                        .orElseThrow(() -> new IllegalStateException("no partition"));
        Set<RowOwner> owners = new HashSet<>();
        Map<String, Integer> byWithdrawal = new HashMap<>();
        Set<String> all = new HashSet<>();
        for (var row : rows.count(file, withdrawals.viewers()).entrySet()) {
            List<String> covering = covering(row.getKey(), place);
            if (!covering.isEmpty()) {
                owners.add(row.getKey());
                byWithdrawal.merge(covering.get(0), row.getValue(), Integer::sum);
                all.addAll(covering);
            }
        }
        return new Found(Set.copyOf(owners), Map.copyOf(byWithdrawal), Set.copyOf(all));
    }

    private List<String> covering(RowOwner owner, AdPartition place) throws IOException {
        boolean consentMatters =
                withdrawals.of(owner.viewerKey()).stream().anyMatch(w -> w.sessions() == null);
        @Nullable Instant grantedAt =
                consentMatters ? consents.grantedAt(owner, place.adId(), place.dt()) : null;
        return withdrawals.covering(owner.viewerKey(), owner.sessionId(), grantedAt);
    }
}
