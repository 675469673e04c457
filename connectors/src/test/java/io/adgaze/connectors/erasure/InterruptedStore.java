package io.adgaze.connectors.erasure;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.FileObjectStore;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder as a store, whose user is killed right before or right after one of its changes. */
final class InterruptedStore implements ObjectStore {

    static final class KilledException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    private final ObjectStore files = new FileObjectStore();
    private int left;

    /**
     * @param moments how many beginnings and ends of changes are lived to see
     */
    InterruptedStore(int moments) {
        this.left = moments;
    }

    private void live() throws KilledException {
        if (left-- == 0) {
            throw new KilledException();
        }
    }

    @Override
    public void write(String uri, Path localFile) throws IOException {
        live();
        files.write(uri, localFile);
        live();
    }

    @Override
    public void delete(String uri) throws IOException {
        live();
        files.delete(uri);
        live();
    }

    @Override
    public Optional<ObjectRef> head(String uri) throws IOException {
        return files.head(uri);
    }

    @Override
    public SeekableByteChannel open(ObjectRef ref) throws IOException {
        return files.open(ref);
    }

    @Override
    public byte[] read(String uri, int maxBytes) throws IOException {
        return files.read(uri, maxBytes);
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) throws IOException {
        return files.list(prefixUri);
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
