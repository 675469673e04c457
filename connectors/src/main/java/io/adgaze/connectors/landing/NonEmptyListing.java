package io.adgaze.connectors.landing;

import io.adgaze.storage.ListedObject;
import java.io.IOException;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** One listing of the landing prefix, where nothing at all means that the prefix is wrong. */
final class NonEmptyListing implements SplitReader<ListedObject, ListingSplit> {

    private final OneListing listing;
    private final String prefixUri;
    private boolean nothingLanded = true;

    NonEmptyListing(OneListing listing, String prefixUri) {
        this.listing = listing;
        this.prefixUri = prefixUri;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ListingSplit> change) {
        nothingLanded &= change.splits().stream().allMatch(split -> split.known().isEmpty());
        listing.handleSplitsChanges(change);
    }

    /** Until its last batch the listing has objects in each. */
    @Override
    public RecordsWithSplitIds<ListedObject> fetch() throws IOException {
        RecordsWithSplitIds<ListedObject> batch = listing.fetch();
        nothingLanded &= !batch.finishedSplits().isEmpty();
        if (nothingLanded) {
            throw new IOException(
                    "Nothing has landed under "
                            + prefixUri
                            + ". Check --landing: it is the folder or prefix that holds"
                            + " ad_id=<ad_id>/session=<session_id>/.");
        }
        return batch;
    }

    @Override
    public void wakeUp() {
        listing.wakeUp();
    }

    @Override
    public void close() throws IOException {
        listing.close();
    }
}
