package io.adgaze.connectors.landing;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.S3Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.util.function.SerializableFunction;
import org.jspecify.annotations.Nullable;

/**
 * A bucket of any keys at all, shared with the tasks, which run in this process. Objects are only
 * listed.
 */
final class MemoryStore implements ObjectStore {

    static final Instant MODIFIED = Instant.ofEpochMilli(1_000);
    static final long SIZE = 10;

    private static final Map<String, MemoryStore> STORES = new ConcurrentHashMap<>();

    private final List<String> uris = new CopyOnWriteArrayList<>();
    private volatile @Nullable String failure;
    private final String id = UUID.randomUUID().toString();

    /** What a source makes its stores with. */
    SerializableFunction<S3Settings, ObjectStore> factory() {
        STORES.put(id, this);
        String key = id;
        return settings -> STORES.get(key);
    }

    void land(String uri) {
        uris.add(uri);
    }

    /** Has listings fail, once they have told of all objects, until {@link #recover}. */
    void fail(String why) {
        failure = why;
    }

    void recover() {
        failure = null;
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) {
        return Stream.concat(
                uris.stream()
                        .filter(uri -> uri.startsWith(prefixUri))
                        .map(uri -> new ListedObject(uri, SIZE, MODIFIED)),
                Stream.of(1).flatMap(end -> failure()));
    }

    private Stream<ListedObject> failure() {
        if (failure != null) {
            throw new UncheckedIOException(new IOException(failure));
        }
        return Stream.empty();
    }

    @Override
    public Optional<ObjectRef> head(String uri) {
        throw onlyListed();
    }

    @Override
    public SeekableByteChannel open(ObjectRef ref) {
        throw onlyListed();
    }

    @Override
    public byte[] read(String uri, int maxBytes) {
        throw onlyListed();
    }

    @Override
    public void write(String uri, Path localFile) {
        throw onlyListed();
    }

    @Override
    public void delete(String uri) {
        uris.remove(uri);
    }

    private static AssertionError onlyListed() {
        return new AssertionError("discovery reads no object");
    }

    @Override
    public void close() {}
}
