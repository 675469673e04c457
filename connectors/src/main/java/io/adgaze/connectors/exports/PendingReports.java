package io.adgaze.connectors.exports;

import io.adgaze.records.AdReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports that are being exported or wait to be. Those of one ad come in the order in which they
 * were made, and each tells the ones before it that it has come.
 */
final class PendingReports {

    private final Map<String, List<Pending>> byAd = new HashMap<>();

    /** A report that has not been written. Asked by another thread than the one that adds more. */
    static final class Pending {

        private final AdReport report;
        private volatile boolean hasNewer;
        private volatile boolean isWithdrawn;

        private Pending(AdReport report) {
            this.report = report;
        }

        AdReport report() {
            return report;
        }

        /**
         * Whether nothing of it is to be written any more. Figures are not that a newer report
         * waits to replace: behind heatmaps, which take seconds each, reports would else pile up.
         * Nor is a heatmap, when a viewer in it has withdrawn; that ad is drawn anew.
         */
        boolean isOutdated() {
            return isWithdrawn || hasNewer && !report.drawsHeatmap();
        }

        private void isFollowedBy(AdReport newer) {
            hasNewer = true;
            isWithdrawn |= newer.followsWithdrawal();
        }
    }

    /** The ad's newest, from now on. */
    synchronized Pending add(AdReport report) {
        List<Pending> ofAd = byAd.computeIfAbsent(report.adId(), ad -> new ArrayList<>());
        ofAd.forEach(before -> before.isFollowedBy(report));
        Pending pending = new Pending(report);
        ofAd.add(pending);
        return pending;
    }

    /** One that is written, or not to be. */
    synchronized void remove(Pending pending) {
        byAd.computeIfPresent(
                pending.report().adId(),
                (ad, ofAd) -> {
                    ofAd.remove(pending);
                    return ofAd.isEmpty() ? null : ofAd;
                });
    }
}
