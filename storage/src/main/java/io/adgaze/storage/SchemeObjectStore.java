package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends each URI to the store of its scheme; S3 is connected to when it is first needed. */
final class SchemeObjectStore implements ObjectStore {

    private final ObjectStore files = new FileObjectStore();
    private final Supplier<ObjectStore> connectToS3;
    private @Nullable ObjectStore s3;

    SchemeObjectStore(Supplier<ObjectStore> connectToS3) {
        this.connectToS3 = connectToS3;
    }

    @Override
    public Optional<ObjectRef> head(String uri) throws IOException {
        return storeOf(uri).head(uri);
    }

    @Override
    public SeekableByteChannel open(ObjectRef ref) throws IOException {
        return storeOf(ref.uri()).open(ref);
    }

    @Override
    public byte[] read(String uri, int maxBytes) throws IOException {
        return storeOf(uri).read(uri, maxBytes);
    }

    @Override
    public void write(String uri, Path localFile) throws IOException {
        storeOf(uri).write(uri, localFile);
    }

    @Override
    public void delete(String uri) throws IOException {
        storeOf(uri).delete(uri);
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) throws IOException {
        return storeOf(prefixUri).list(prefixUri);
    }

    @Override
    public synchronized void close() throws IOException {
        if (s3 != null) {
            s3.close();
        }
    }

    private ObjectStore storeOf(String uri) {
        if (uri.startsWith("s3://") || uri.startsWith("s3a://")) {
            return s3();
        }
        if (uri.startsWith("file:") || !uri.contains("://")) {
            return files;
        }
        throw new IllegalArgumentException(
                "'" + uri + "' is in no store known here; use s3://, file:// or a path");
    }

    private synchronized ObjectStore s3() {
        if (s3 == null) {
            s3 = connectToS3.get();
        }
        return s3;
    }
}
