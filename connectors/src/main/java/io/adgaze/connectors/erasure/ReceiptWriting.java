package io.adgaze.connectors.erasure;

import io.adgaze.records.withdrawal.Withdrawal;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once all has been looked through again: writes a receipt for each withdrawal of which nothing is
 * left and whose ads were reported since. Tells of the others, which wait for a later run.
 */
public final class ReceiptWriting implements ErasureStep<LookedThrough, String> {

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriting.class);

    private final ErasurePlaces places;
    private final Duration settled;
    private final Duration restorable;

    private final ObjectStore store;
    private final ErasureLog log;
    private final Receipts receipts;
    private final Set<String> left = new HashSet<>();
    private Instant began = Instant.MAX;
    private int unreadableN;

    /**
     * @param settled how long ago a withdrawal must have landed: the stream has applied it by then
     * @param restorable how long checkpoints and savepoints are kept
     */
    public ReceiptWriting(
            ErasurePlaces places, Duration settled, Duration restorable, Workplace workplace) {
        this.places = places;
        this.settled = settled;
        this.restorable = restorable;
        this.store = workplace.store();
        StoredJson json = new StoredJson(store, workplace.scratch());
        this.log = new ErasureLog(store, json, places);
        this.receipts = new Receipts(store, json, places.output());
    }

    @Override
    public void take(LookedThrough part, Collector<String> out) {
        left.addAll(part.left());
        unreadableN += part.unreadableN();
        Instant partBegan = Instant.ofEpochMilli(part.beganAtMs());
        began = partBegan.isBefore(began) ? partBegan : began;
    }

    @Override
    public void finish(Collector<String> out) throws IOException {
        if (unreadableN > 0) {
            LOG.error("No receipt is written: {} objects could not be looked into", unreadableN);
            return;
        }
        List<ErasureLog.Entry> erased = log.all();
        PublishedAds published = PublishedAds.of(store, places.output());
        for (var landed : LandedWithdrawals.in(store, places.withdrawalsUri()).all()) {
            Erased ofOne = Erased.of(landed.withdrawal().withdrawalId(), erased);
            if (isDone(landed, ofOne, published)) {
                write(landed.withdrawal(), ofOne, published, out);
            }
        }
    }

    private boolean isDone(LandedWithdrawals.Landed landed, Erased erased, PublishedAds published) {
        String id = landed.withdrawal().withdrawalId();
        if (landed.landedAt().isAfter(began.minus(settled))) {
            LOG.info("Withdrawal {} is too young for a receipt", id);
            return false;
        }
        if (left.contains(id)) {
            LOG.warn("Withdrawal {} waits: something of it has come since; run this again", id);
            return false;
        }
        List<String> stale =
                erased.ads().stream()
                        .filter(ad -> published.isOlder(ad, landed.landedAt()))
                        .toList();
        if (!stale.isEmpty()) {
            LOG.warn(
                    "Withdrawal {} waits: ads {}, or their heatmaps, were last published before it."
                            + " Start the engagement job, and run this again",
                    id,
                    stale);
        }
        return stale.isEmpty();
    }

    private void write(
            Withdrawal withdrawal, Erased erased, PublishedAds published, Collector<String> out)
            throws IOException {
        int exports = (int) erased.ads().stream().filter(published::has).count();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Receipt receipt = new Receipt(withdrawal, now, now.plus(restorable), erased, exports);
        if (receipts.put(receipt)) {
            LOG.info("Withdrawal {} is done: {}", withdrawal.withdrawalId(), erased.sum());
            out.collect(withdrawal.withdrawalId());
        }
    }
}
