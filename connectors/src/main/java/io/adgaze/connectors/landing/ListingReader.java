package io.adgaze.connectors.landing;

import io.adgaze.records.Rejection;
import io.adgaze.storage.ListedObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.types.Either;

/**
 * Emits what a thread of its own lists, and what has not been emitted yet. That is decided, and
 * remembered, on the task's thread in the very turn that emits it, so that a checkpoint knows what
 * went before it and no more.
 */
final class ListingReader<T>
        extends SingleThreadMultiplexSourceReaderBase<
                ListedObject, Either<Rejection, T>, ListingSplit, Set<String>> {

    /** Parts of the split, until all have come. */
    private final List<ListingSplit> parts = new ArrayList<>();

    ListingReader(
            Supplier<SplitReader<ListedObject, ListingSplit>> lister,
            NewObjects<T> emitter,
            SourceReaderContext context) {
        super(lister, emitter, context.getConfiguration(), context);
    }

    /** From the state, and from the enumerator; the listing begins once all have come. */
    @Override
    public void addSplits(List<ListingSplit> splits) {
        parts.addAll(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        if (!parts.isEmpty()) {
            super.addSplits(List.of(ListingSplit.merged(parts)));
            parts.clear();
        }
        super.notifyNoMoreSplits();
    }

    @Override
    public List<ListingSplit> snapshotState(long checkpointId) {
        return parts.isEmpty() ? super.snapshotState(checkpointId) : List.copyOf(parts);
    }

    @Override
    protected Set<String> initializedState(ListingSplit split) {
        return new HashSet<>(split.known());
    }

    @Override
    protected ListingSplit toSplitType(String splitId, Set<String> known) {
        return ListingSplit.knowing(known);
    }

    @Override
    protected void onSplitFinished(Map<String, Set<String>> finished) {}
}
