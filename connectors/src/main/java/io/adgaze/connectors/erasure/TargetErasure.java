package io.adgaze.connectors.erasure;

import io.adgaze.connectors.tables.ViewerRows;
import io.adgaze.records.ObjectRef;
import io.adgaze.records.SessionPath;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.util.Collector;

/**
 * Takes withdrawn rows out of the tables' files, which are overwritten under the same key; hands on
 * the withdrawn sessions of the landing prefix.
 */
public final class TargetErasure implements ErasureStep<ErasureTarget, WithdrawnFolder> {

    private final ObjectStore store;
    private final Withdrawn withdrawn;
    private final ViewerRows rows;
    private final ErasureLog log;

    public TargetErasure(ErasurePlaces places, Workplace workplace) throws IOException {
        this.store = workplace.store();
        this.withdrawn = Withdrawn.now(places, workplace);
        this.rows = new ViewerRows(store, workplace.scratch());
        this.log = new ErasureLog(store, new StoredJson(store, workplace.scratch()), places);
    }

    @Override
    public void take(ErasureTarget target, Collector<WithdrawnFolder> out) throws IOException {
        target.tryTo(() -> erase(target, out));
    }

    private void erase(ErasureTarget target, Collector<WithdrawnFolder> out) throws IOException {
        String table = target.table();
        if (table == null) {
            SessionPath path = WithdrawnManifests.pathOf(target);
            withdrawn.manifests().covering(path).stream()
                    .findFirst()
                    .map(
                            id ->
                                    new WithdrawnFolder(
                                            id, path.adId(), path.sessionId(), path.folderUri()))
                    .ifPresent(out::collect);
            return;
        }
        Optional<ObjectRef> file = store.head(target.uri());
        if (file.isPresent()) {
            erase(table, file.get());
        }
    }

    private void erase(String table, ObjectRef file) throws IOException {
        WithdrawnRows.Found found = withdrawn.rows().in(file);
        if (found.isEmpty()) {
            return;
        }
        String adId = OutputLayout.adPartition(file.uri()).orElseThrow().adId();
        log.write(
                file, new ErasureLog.Entry(table, adId, found.byWithdrawal(), found.withdrawals()));
        rows.remove(file, found.owners());
    }
}
