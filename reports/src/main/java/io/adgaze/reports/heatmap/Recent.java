package io.adgaze.reports.heatmap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What is made of keys; the last few that were made are kept. */
final class Recent<K, V> {

    private final int few;
    private final Function<K, V> maker;
    private final Map<K, V> made = new LinkedHashMap<>();

    /**
     * @param few how many are kept
     */
    Recent(int few, Function<K, V> maker) {
        this.few = few;
        this.maker = maker;
    }

    V of(K key) {
        V known = made.get(key);
        if (known != null) {
            return known;
        }
        if (made.size() == few) {
            made.remove(made.keySet().iterator().next());
        }
        V next = maker.apply(key);
        made.put(key, next);
        return next;
    }
}
