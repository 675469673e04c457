package io.adgaze.connectors.erasure;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.util.Collector;

/** After an erasure: tells of which withdrawals something is left all the same. */
public final class RemainderSearch implements ErasureStep<ErasureTarget, LookedThrough> {

    private final ObjectStore store;
    private final long beganAtMs;
    private final Withdrawn withdrawn;
    private final Set<String> left = new HashSet<>();
    private int unreadableN;

    public RemainderSearch(ErasurePlaces places, Workplace workplace) throws IOException {
        this.store = workplace.store();
        this.beganAtMs = System.currentTimeMillis();
        this.withdrawn = Withdrawn.now(places, workplace);
    }

    @Override
    public void take(ErasureTarget target, Collector<LookedThrough> out) throws IOException {
        if (!target.tryTo(() -> lookInto(target))) {
            unreadableN++;
        }
    }

    private void lookInto(ErasureTarget target) throws IOException {
        if (target.table() == null) {
            left.addAll(withdrawn.manifests().covering(WithdrawnManifests.pathOf(target)));
            return;
        }
        Optional<ObjectRef> file = store.head(target.uri());
        if (file.isPresent()) {
            left.addAll(withdrawn.rows().in(file.get()).withdrawals());
        }
    }

    @Override
    public void finish(Collector<LookedThrough> out) {
        List<String> ids = new ArrayList<>(left);
        out.collect(new LookedThrough(beganAtMs, ids, unreadableN));
    }
}
