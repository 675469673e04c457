package io.adgaze.connectors.erasure;

import io.adgaze.records.LandingLayout;
import io.adgaze.records.SessionPath;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.apache.flink.util.Collector;

/**
 * Once whatever came before is done: lists the tables' finished files and the landed manifests.
 *
 * @param <I> what came before, which does not matter
 */
public final class TargetListing<I> implements ErasureStep<I, ErasureTarget> {

    private final ErasurePlaces places;
    private final Duration settled;

    private final ObjectStore store;

    /**
     * @param settled how long ago a manifest must have landed: what the stream says of its session
     *     is there then, while its manifest still tells whose it is
     */
    public TargetListing(ErasurePlaces places, Duration settled, Workplace workplace) {
        this.places = places;
        this.settled = settled;
        this.store = workplace.store();
    }

    @Override
    public void take(I before, Collector<ErasureTarget> out) {}

    @Override
    public void finish(Collector<ErasureTarget> out) throws IOException {
        for (String table : ErasurePlaces.TABLES) {
            listTable(table, out);
        }
        listManifests(out);
    }

    private void listTable(String table, Collector<ErasureTarget> out) throws IOException {
        Iterator<ListedObject> objects = list(places.output().table(table) + "/");
        while (objects.hasNext()) {
            String uri = objects.next().uri();
            if (uri.endsWith(".parquet")) { // A file on its way has another end.
                out.collect(new ErasureTarget(table, uri));
            }
        }
    }

    private void listManifests(Collector<ErasureTarget> out) throws IOException {
        Iterator<ListedObject> objects = list(places.landingUri() + "/");
        Instant latest = Instant.now().minus(settled);
        while (objects.hasNext()) {
            ListedObject object = objects.next();
            String uri = object.uri();
            if (!object.modifiedAt().isAfter(latest)
                    && LandingLayout.parse(uri).filter(SessionPath::isManifest).isPresent()) {
                out.collect(new ErasureTarget(null, uri));
            }
        }
    }

    private Iterator<ListedObject> list(String prefix) throws IOException {
        return store.list(prefix).iterator();
    }
}
