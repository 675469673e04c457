package io.adgaze.connectors.erasure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was erased for a withdrawal, in all runs together.
 *
 * @param rows by table
 * @param objectsN recordings and manifests
 * @param ads whose tables had rows of it
 */
record Erased(Map<String, Integer> rows, int objectsN, Set<String> ads) {

    static Erased of(String withdrawalId, List<ErasureLog.Entry> log) {
        Map<String, Integer> rows = new TreeMap<>();
        Set<String> ads = new TreeSet<>();
        int objectsN = 0;
        for (ErasureLog.Entry entry : log) {
            int n = entry.byWithdrawal().getOrDefault(withdrawalId, 0);
            if (n > 0 && entry.isOfObjects()) {
                objectsN += n;
            } else if (n > 0) {
                rows.merge(entry.what(), n, Integer::sum);
            }
            if (!entry.isOfObjects() && entry.withdrawals().contains(withdrawalId)) {
                ads.add(entry.adId());
            }
        }
        return new Erased(rows, objectsN, ads);
    }

    /** For logs. */
    String sum() {
        int rowsN = rows.values().stream().mapToInt(Integer::intValue).sum();
        return rowsN + " rows, " + objectsN + " objects";
    }
}
