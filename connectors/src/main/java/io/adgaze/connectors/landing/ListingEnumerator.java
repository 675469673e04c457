package io.adgaze.connectors.landing;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives the listing to the first reader, which keeps it in its state; the others have nothing to
 * do. It looks at no object itself.
 */
final class ListingEnumerator implements SplitEnumerator<ListingSplit, List<ListingSplit>> {

    private static final int FIRST_READER = 0;

    private final SplitEnumeratorContext<ListingSplit> context;
    private final List<ListingSplit> unassigned;

    ListingEnumerator(SplitEnumeratorContext<ListingSplit> context, List<ListingSplit> unassigned) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    /** Each part in a message of its own, which is limited in size. */
    @Override
    public void addReader(int subtask) {
        if (subtask == FIRST_READER) {
            unassigned.forEach(part -> context.assignSplit(part, subtask));
            unassigned.clear();
        }
        context.signalNoMoreSplits(subtask);
    }

    @Override
    public void addSplitsBack(List<ListingSplit> splits, int subtask) {
        unassigned.addAll(splits);
    }

    @Override
    public List<ListingSplit> snapshotState(long checkpointId) {
        return List.copyOf(unassigned);
    }

    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void close() {}
}
