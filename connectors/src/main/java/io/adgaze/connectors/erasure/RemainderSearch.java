package io.adgaze.connectors.erasure;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.util.Collector;

/** After an erasure: tells of which withdrawals something is left all the same. */
public final class RemainderSearch implements ErasureStep<ErasureTarget, String> {

    private final ObjectStore store;
    private final Withdrawn withdrawn;

    public RemainderSearch(ErasurePlaces places, Workplace workplace) throws IOException {
        this.store = workplace.store();
        this.withdrawn = Withdrawn.now(places, workplace);
    }

    @Override
    public void take(ErasureTarget target, Collector<String> out) throws IOException {
        if (target.table() == null) {
            withdrawn
                    .manifests()
                    .at(target.uri())
                    .map(WithdrawnFolder::withdrawalId)
                    .ifPresent(out::collect);
            return;
        }
        Optional<ObjectRef> file = store.head(target.uri());
        if (file.isPresent()) {
            withdrawn.rows().in(file.get()).byWithdrawal().keySet().forEach(out::collect);
        }
    }
}
