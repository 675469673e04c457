package io.adgaze.operators.ads;

import io.adgaze.operators.ads.sums.Change;
import io.adgaze.operators.ads.sums.Contribution;
import io.adgaze.operators.ads.sums.Delta;
import io.adgaze.operators.ads.sums.DeltaSum;
import io.adgaze.records.MinimumViewers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.jspecify.annotations.Nullable;

/**
 * Changes that do not count in an ad yet, since fewer viewers than the minimum have changed beside
 * those who withdrew: a withdrawal has the ad reported at once, and the difference of two reports
 * would tell of these few. In state, one for each viewer, and fewer than the minimum.
 *
 * <p>What a viewer withdraws who is held back is taken out here, and was in no report. Viewers are
 * told apart by what they contribute: two who contribute the same are one as good as the other.
 */
final class HeldChanges {

    private final ListState<Change> held;
    private final MinimumViewers minimum;

    HeldChanges(RuntimeContext context, int minViewers) {
        this.held =
                context.getListState(
                        new ListStateDescriptor<>("held", TypeInformation.of(Change.class)));
        this.minimum = new MinimumViewers(minViewers);
    }

    /**
     * What counts from now on, now that {@code delta} has come: withdrawals, and all else as soon
     * as it is enough.
     *
     * @param othersN how many changes count already that are in no report, without withdrawals
     */
    List<Delta> due(Delta delta, int othersN) throws Exception {
        List<Change> changes = delta.changes();
        if (changes == null || minimum.allows(othersN)) {
            List<Delta> due = new ArrayList<>(takeAll(delta.adId()));
            due.add(delta);
            return due;
        }
        List<Change> waiting = waiting();
        List<Change> due = new ArrayList<>();
        for (Change change : changes) {
            follow(change, waiting, due);
        }
        if (minimum.allows(othersN + waiting.size())) {
            due.addAll(waiting);
            waiting.clear();
        }
        held.update(waiting);
        return sum(delta.adId(), due);
    }

    /** All of it, however little. */
    List<Delta> takeAll(String adId) throws Exception {
        List<Change> all = waiting();
        held.clear();
        return sum(adId, all);
    }

    boolean areNone() throws Exception {
        return waiting().isEmpty();
    }

    /** How many more viewers there would be with it; negative where there would be fewer. */
    long comingN() throws Exception {
        return waiting().stream()
                .mapToLong(c -> (c.after() == null ? 0 : 1) - (c.before() == null ? 0 : 1))
                .sum();
    }

    /** Makes one of a viewer's change and the one that waits. */
    private static void follow(Change change, List<Change> waiting, List<Change> due) {
        Change earlier = takeByWhichCame(change.before(), waiting);
        Contribution counting = earlier == null ? change.before() : earlier.before();
        if (Objects.equals(counting, change.after())) {
            return;
        }
        if (change.isWithdrawal() && counting != null) {
            due.add(change.with(counting, null).withdrawn());
            counting = null;
        }
        if (counting != null || change.after() != null) {
            waiting.add(change.with(counting, change.after()));
        }
    }

    private static @Nullable Change takeByWhichCame(
            @Nullable Contribution contribution, List<Change> waiting) {
        for (Change change : waiting) {
            if (contribution != null && contribution.equals(change.after())) {
                waiting.remove(change);
                return change;
            }
        }
        return null;
    }

    private static List<Delta> sum(String adId, List<Change> changes) {
        return changes.isEmpty() ? List.of() : List.of(DeltaSum.of(adId, changes));
    }

    private List<Change> waiting() throws Exception {
        List<Change> waiting = new ArrayList<>();
        held.get().forEach(waiting::add);
        return waiting;
    }
}
