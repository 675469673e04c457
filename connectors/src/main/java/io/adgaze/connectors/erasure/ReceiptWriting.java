package io.adgaze.connectors.erasure;

import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once all has been looked through again: writes a receipt for each withdrawal of which nothing is
 * left and whose ads were reported since. Tells of the others, which wait for a later run.
 */
public final class ReceiptWriting implements ErasureStep<String, String> {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriting.class);

    private final ErasurePlaces places;
    private final Duration restorable;

    private final ObjectStore store;
    private final ErasureLog log;
    private final Receipts receipts;
    private final Set<String> left = new HashSet<>();

    /**
     * @param restorable how long checkpoints and savepoints are kept
     */
    public ReceiptWriting(ErasurePlaces places, Duration restorable, Workplace workplace) {
        this.places = places;
        this.restorable = restorable;
        this.store = workplace.store();
        StoredJson json = new StoredJson(store, workplace.scratch());
        this.log = new ErasureLog(store, json, places);
        this.receipts = new Receipts(store, json, places.output());
    }

    @Override
    public void take(String withdrawalId, Collector<String> out) {
        left.add(withdrawalId);
    }

    @Override
    public void finish(Collector<String> out) throws IOException {
        List<ErasureLog.Entry> erased = log.all();
        Map<String, Instant> reported = reported();
        for (var landed : LandedWithdrawals.in(store, places.withdrawalsUri()).all()) {
            Erased ofOne = Erased.of(landed.withdrawal().withdrawalId(), erased);
            if (isDone(landed, ofOne, reported)) {
                write(landed.withdrawal(), ofOne, reported, out);
            }
        }
    }

    private boolean isDone(
            LandedWithdrawals.Landed landed, Erased erased, Map<String, Instant> reported) {
        String id = landed.withdrawal().withdrawalId();
        if (left.contains(id)) {
            LOG.warn("Withdrawal {} waits: something of it has come since; run this again", id);
            return false;
        }
        List<String> stale =
                erased.ads().stream()
                        .filter(ad -> isBefore(landed.landedAt(), reported.get(ad)))
                        .toList();
        if (!stale.isEmpty()) {
            LOG.warn(
                    "Withdrawal {} waits: ads {} were last reported before it. Start the"
                            + " engagement job, and run this again",
                    id,
                    stale);
        }
        return stale.isEmpty();
    }

    /** An ad that was never reported has no exports to be rewritten. */
    private static boolean isBefore(Instant landedAt, @Nullable Instant reportedAt) {
        return reportedAt != null && !reportedAt.isAfter(landedAt);
    }

    private void write(
            Withdrawal withdrawal,
            Erased erased,
            Map<String, Instant> reported,
            Collector<String> out)
            throws IOException {
        int exports = (int) erased.ads().stream().filter(reported::containsKey).count();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Receipt receipt = new Receipt(withdrawal, now, now.plus(restorable), erased, exports);
        if (receipts.put(receipt)) {
            LOG.info("Withdrawal {} is done: {}", withdrawal.withdrawalId(), erased.sum());
            out.collect(withdrawal.withdrawalId());
        }
    }

    /** When each ad was last reported, by the store's clock. */
    private Map<String, Instant> reported() throws IOException {
        Map<String, Instant> reported = new HashMap<>();
        Iterator<ListedObject> ads =
                store.list(places.output().table(OutputLayout.ADS) + "/").iterator();
        while (ads.hasNext()) {
            ListedObject ad = ads.next();
            OutputLayout.adPartition(ad.uri())
                    .ifPresent(
                            of ->
                                    reported.merge(
                                            of.adId(),
                                            ad.modifiedAt(),
                                            (one, other) -> one.isAfter(other) ? one : other));
        }
        return reported;
    }
}
