package io.adgaze.connectors.landing;

import io.adgaze.storage.ListedObject;
import io.adgaze.storage.StoreRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For a job that waits for what lands: lists again and again. A listing that fails is told in the
 * log and in a metric, and followed by another; what the store refuses for good fails the job,
 * which would otherwise seem to run.
 */
final class RepeatedListing implements SplitReader<ListedObject, ListingSplit> {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedListing.class);

    private final Listing listing;
    private final Duration interval;
    private final ListingMetrics metrics;
    private final Semaphore wakeUps = new Semaphore(0);
    private long nextAtNanos = System.nanoTime();

    RepeatedListing(Listing listing, Duration interval, ListingMetrics metrics) {
        this.listing = listing;
        this.interval = interval;
        this.metrics = metrics;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ListingSplit> change) {}

    @Override
    public RecordsWithSplitIds<ListedObject> fetch() throws IOException {
        if (wokenFromPause()) {
            return ListedBatch.none();
        }
        try {
            return batch();
        } catch (StoreRefusedException refused) {
            throw refused;
        } catch (IOException e) {
            metrics.failures().inc();
            LOG.warn(
                    "{} could not be listed whole; what lies there may stay unseen. It is tried"
                            + " again in {} ms: {}",
                    listing.prefixUri(),
                    interval.toMillis(),
                    e.toString());
            pause();
            return ListedBatch.none();
        }
    }

    private RecordsWithSplitIds<ListedObject> batch() throws IOException {
        List<ListedObject> batch = listing.nextBatch();
        if (batch.isEmpty()) {
            metrics.completed().inc();
            pause();
            return ListedBatch.none();
        }
        return ListedBatch.of(batch);
    }

    private void pause() {
        nextAtNanos = System.nanoTime() + interval.toNanos();
    }

    /** Waits until the next listing is due; false when it is. */
    private boolean wokenFromPause() throws IOException {
        try {
            long nanos = nextAtNanos - System.nanoTime();
            return wakeUps.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted between two listings");
        }
    }

    @Override
    public void wakeUp() {
        wakeUps.release();
    }

    @Override
    public void close() throws IOException {
        listing.close();
    }
}
