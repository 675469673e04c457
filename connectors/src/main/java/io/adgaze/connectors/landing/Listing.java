package io.adgaze.connectors.landing;

import static java.util.Objects.requireNonNull;

import io.adgaze.records.withdrawal.WithdrawalPath;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists a prefix in batches, again and again. Owns its store. Not safe for several threads. */
final class Listing implements Closeable {

    /** Some hundred kilobytes; half a page of S3's. */
    static final int BATCH_SIZE = 500;

    private final ObjectStore store;
    private final String prefixUri;
    private @Nullable Iterator<ListedObject> objects;
    private @Nullable IOException failure;

    Listing(ObjectStore store, String prefixUri) {
        this.store = store;
        this.prefixUri = prefixUri;
    }

    /** What is listed. */
    String prefixUri() {
        return prefixUri;
    }

    /**
     * The next objects, at most {@link #BATCH_SIZE}; none at the end of the listing, after which
     * another begins.
     *
     * @throws IOException when the listing breaks off, once what came before that has been
     *     returned; another begins then, too
     */
    List<ListedObject> nextBatch() throws IOException {
        List<ListedObject> batch = failure == null ? fill() : List.of();
        if (!batch.isEmpty()) {
            return batch;
        }
        objects = null;
        if (failure != null) {
            IOException told = failure;
            failure = null;
            throw told;
        }
        return batch;
    }

    private List<ListedObject> fill() {
        List<ListedObject> batch = new ArrayList<>();
        try {
            if (objects == null) {
                objects = store.list(prefixUri).iterator();
            }
            while (batch.size() < BATCH_SIZE && objects.hasNext()) {
                batch.add(objects.next());
            }
        } catch (UncheckedIOException e) {
            failure = withoutViewer(requireNonNull(e.getCause()));
        } catch (IOException e) {
            failure = withoutViewer(e);
        }
        return batch;
    }

    /** One that names a folder of withdrawals is told without its viewer, and without its cause. */
    private static IOException withoutViewer(IOException e) {
        String told = WithdrawalPath.withoutViewer(e.toString());
        return told.equals(e.toString()) ? e : new IOException(told);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
