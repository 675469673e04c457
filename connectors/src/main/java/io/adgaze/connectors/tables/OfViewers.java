package io.adgaze.connectors.tables;

import java.io.Serializable;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.parquet.filter2.predicate.Statistics;
import org.apache.parquet.filter2.predicate.UserDefinedPredicate;
import org.apache.parquet.io.api.Binary;

/**
 * Rows of certain viewers. Parquet logs the predicates that it filters by: its own for values of a
 * set would name them.
 */
final class OfViewers extends UserDefinedPredicate<Binary> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Set<Binary> keys;

    OfViewers(Set<String> viewerKeys) {
        this.keys = viewerKeys.stream().map(Binary::fromString).collect(Collectors.toSet());
    }

    @Override
    public boolean keep(Binary viewerKey) {
        return keys.contains(viewerKey);
    }

    @Override
    public boolean canDrop(Statistics<Binary> column) {
        Comparator<Binary> order = column.getComparator();
        TreeSet<Binary> sorted = new TreeSet<>(order);
        sorted.addAll(keys);
        Binary first = sorted.ceiling(column.getMin());
        return first == null || order.compare(first, column.getMax()) > 0;
    }

    @Override
    public boolean inverseCanDrop(Statistics<Binary> column) {
        return false;
    }

    @Override
    public String toString() {
        return "of " + keys.size() + " viewers";
    }
}
