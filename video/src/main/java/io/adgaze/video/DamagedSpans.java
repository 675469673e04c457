package io.adgaze.video;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which pictures are damaged: those shown from a damage on, up to the next key picture, since each
 * is made from the ones before it. Times are in ticks, in the order of showing.
 */
final class DamagedSpans {

    private final NavigableSet<Long> damages = new TreeSet<>();
    private final NavigableSet<Long> keys = new TreeSet<>();
    private boolean any;

    /** Something is damaged, wherever that shows. */
    void note() {
        any = true;
    }

    /** What is shown from here on is damaged. */
    void damage(long time) {
        damages.add(time);
        any = true;
    }

    /** Whether there was any damage, seen or not. */
    boolean any() {
        return any;
    }

    /** What is shown from here on is made from this picture, unless that is damaged itself. */
    void key(long time) {
        keys.add(time);
    }

    /**
     * Whether the picture shown at {@code time} is damaged; none before it is asked about again.
     */
    boolean covers(long time) {
        Long damage = lastUpTo(time, damages);
        Long key = lastUpTo(time, keys);
        return damage != null && (key == null || key <= damage);
    }

    private static @Nullable Long lastUpTo(long time, NavigableSet<Long> times) {
        Long last = times.floor(time);
        if (last != null) {
            times.headSet(last, false).clear();
        }
        return last;
    }
}
