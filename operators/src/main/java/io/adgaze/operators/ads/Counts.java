package io.adgaze.operators.ads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/** How many there are of each, in state. What there is none of takes no place. */
final class Counts<K> {

    private final MapState<K, Long> counts;
    private final Comparator<? super K> order;

    private Counts(MapState<K, Long> counts, Comparator<? super K> order) {
        this.counts = counts;
        this.order = order;
    }

    /**
     * @param name of the state
     * @param order decides where counts are equal, so that nothing depends on arrival
     */
    static <K> Counts<K> of(
            String name,
            TypeInformation<K> type,
            Comparator<? super K> order,
            RuntimeContext context) {
        return new Counts<>(
                context.getMapState(new MapStateDescriptor<>(name, type, Types.LONG)), order);
    }

    void add(Map<K, Long> more) throws Exception {
        for (Map.Entry<K, Long> count : more.entrySet()) {
            Long before = counts.get(count.getKey());
            long sum = count.getValue() + (before == null ? 0 : before);
            if (sum == 0) {
                counts.remove(count.getKey());
            } else {
                counts.put(count.getKey(), sum);
            }
        }
    }

    Map<K, Long> all() throws Exception {
        Map<K, Long> all = new HashMap<>();
        for (Map.Entry<K, Long> count : counts.entries()) {
            all.put(count.getKey(), count.getValue());
        }
        return all;
    }

    List<K> inOrder() throws Exception {
        List<K> keys = new ArrayList<>();
        counts.keys().forEach(keys::add);
        keys.sort(order);
        return keys;
    }

    /** The first of equals; null where there is nothing. */
    @Nullable K commonest() throws Exception {
        K most = null;
        long mostN = 0;
        for (K key : inOrder()) {
            long n = counts.get(key);
            if (n > mostN) {
                most = key;
                mostN = n;
            }
        }
        return most;
    }

    void clear() {
        counts.clear();
    }
}
