package io.adgaze.connectors.erasure;

import io.adgaze.records.LandingLayout;
import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.Collector;

/**
 * Deletes withdrawn sessions' recordings, and their manifests last: a run that is cut short finds
 * the session again by it.
 */
public final class FolderErasure implements ErasureStep<WithdrawnFolder, String> {

    private final ObjectStore store;
    private final ErasureLog log;

    public FolderErasure(ErasurePlaces places, Workplace workplace) {
        this.store = workplace.store();
        this.log = new ErasureLog(store, new StoredJson(store, workplace.scratch()), places);
    }

    @Override
    public void take(WithdrawnFolder folder, Collector<String> out) throws IOException {
        String manifest = folder.folderUri() + LandingLayout.MANIFEST;
        for (String uri : objects(folder)) {
            if (!uri.equals(manifest)) {
                erase(uri, folder);
            }
        }
        erase(manifest, folder);
        out.collect(folder.withdrawalId());
    }

    private List<String> objects(WithdrawnFolder folder) throws IOException {
        List<String> uris = new ArrayList<>();
        Iterator<ListedObject> objects = store.list(folder.folderUri()).iterator();
        objects.forEachRemaining(object -> uris.add(object.uri()));
        return uris;
    }

    private void erase(String uri, WithdrawnFolder folder) throws IOException {
        Optional<ObjectRef> object = store.head(uri);
        if (object.isEmpty()) {
            return;
        }
        log.write(object.get(), ErasureLog.Entry.objects(folder.adId(), folder.withdrawalId(), 1));
        store.delete(uri);
    }
}
