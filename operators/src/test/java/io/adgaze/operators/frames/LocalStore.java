package io.adgaze.operators.frames;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Recordings in local files; counts what is open in this JVM. */
class LocalStore implements ObjectStore {

    private static final Map<String, byte[]> MARKS = new ConcurrentHashMap<>();
    private static final AtomicInteger OPEN_CHANNELS = new AtomicInteger();
    private static final AtomicInteger OPEN_STORES = new AtomicInteger();

    LocalStore() {
        OPEN_STORES.incrementAndGet();
    }

    static int openChannels() {
        return OPEN_CHANNELS.get();
    }

    static int openStores() {
        return OPEN_STORES.get();
    }

    @Override
    public SeekableByteChannel open(ObjectRef recording) throws IOException {
        SeekableByteChannel file = Files.newByteChannel(TestRecordings.path(recording));
        OPEN_CHANNELS.incrementAndGet();
        return new CountedChannel(file);
    }

    /** What is written: the marks of what is being read, for later stores of this JVM too. */
    static Map<String, byte[]> marks() {
        return Map.copyOf(MARKS);
    }

    /** Has {@code marks} be all that was written, as if nothing had ended in order since. */
    static void restore(Map<String, byte[]> marks) {
        MARKS.clear();
        MARKS.putAll(marks);
    }

    @Override
    public Optional<ObjectRef> head(String uri) {
        throw new UnsupportedOperationException("nothing is looked for");
    }

    @Override
    public byte[] read(String uri, int maxBytes) {
        return MARKS.get(uri);
    }

    @Override
    public void write(String uri, Path localFile) throws IOException {
        MARKS.put(uri, Files.readAllBytes(localFile));
    }

    @Override
    public void delete(String uri) throws IOException {
        MARKS.remove(uri);
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) {
        return MARKS.keySet().stream()
                .filter(uri -> uri.startsWith(prefixUri))
                .map(uri -> new ListedObject(uri, MARKS.get(uri).length, Instant.EPOCH));
    }

    @Override
    public void close() {
        OPEN_STORES.decrementAndGet();
    }

    /** Reads from an open recording. */
    int read(SeekableByteChannel file, ByteBuffer target) throws IOException {
        return file.read(target);
    }

    /** A file that counts itself while it is open. */
    private final class CountedChannel implements SeekableByteChannel {

        private final SeekableByteChannel file;
        private boolean closed;

        CountedChannel(SeekableByteChannel file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return LocalStore.this.read(file, target);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            // The file is closed already where an interrupt ended a read of it.
            if (!closed) {
                closed = true;
                OPEN_CHANNELS.decrementAndGet();
            }
            file.close();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException("recordings are only read");
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException("recordings are only read");
        }
    }
}
