package io.adgaze.connectors.landing;

import io.adgaze.storage.ListedObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/** What the listing's thread hands to the task's, in Flink's terms. */
final class ListedBatch {

    private static final String LISTING = ListingSplit.NOTHING_KNOWN.splitId();

    private ListedBatch() {}

    static RecordsWithSplitIds<ListedObject> of(List<ListedObject> objects) {
        return new RecordsBySplits<>(Map.of(LISTING, objects), Set.of());
    }

    /** Nothing for now. */
    static RecordsWithSplitIds<ListedObject> none() {
        return new RecordsBySplits<>(Map.of(), Set.of());
    }

    /** Nothing any more. */
    static RecordsWithSplitIds<ListedObject> last() {
        return new RecordsBySplits<>(Map.of(), Set.of(LISTING));
    }
}
