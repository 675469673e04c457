package io.adgaze.connectors.landing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * The listing, by what is known of its objects. A source has one; what an earlier release kept
 * comes in parts, which are put together before the listing begins.
 *
 * @param known URIs that were emitted, or what is remembered of them
 * @param due URIs that were not, whatever another part says: an earlier release had taken them up
 */
record ListingSplit(Set<String> known, Set<String> due) implements SourceSplit {

    static final ListingSplit NOTHING_KNOWN = new ListingSplit(Set.of(), Set.of());

    ListingSplit {
        known = Set.copyOf(known);
        due = Set.copyOf(due);
    }

    static ListingSplit knowing(Set<String> known) {
        return new ListingSplit(known, Set.of());
    }

    /** The whole that {@code parts} are of. */
    static ListingSplit merged(List<ListingSplit> parts) {
        Set<String> known = new HashSet<>();
        parts.forEach(part -> known.addAll(part.known()));
        parts.forEach(part -> known.removeAll(part.due()));
        return knowing(known);
    }

    @Override
    public String splitId() {
        return "listing";
    }

    /** For logs, which are not to hold every key that ever landed. */
    @Override
    public String toString() {
        return splitId() + " (" + known.size() + " objects known, " + due.size() + " due)";
    }
}
