package io.adgaze.connectors.landing;

import io.adgaze.storage.ListedObject;
import java.io.IOException;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** For a job over what has landed: lists once. A listing that fails, fails the job. */
final class OneListing implements SplitReader<ListedObject, ListingSplit> {

    private final Listing listing;

    OneListing(Listing listing) {
        this.listing = listing;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ListingSplit> change) {}

    @Override
    public RecordsWithSplitIds<ListedObject> fetch() throws IOException {
        List<ListedObject> batch = listing.nextBatch();
        return batch.isEmpty() ? ListedBatch.last() : ListedBatch.of(batch);
    }

    @Override
    public void wakeUp() {} // It waits for nothing but the store.

    @Override
    public void close() throws IOException {
        listing.close();
    }
}
