package io.adgaze.operators.frames;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ListedObject;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Recordings in local files; counts what is open in this JVM. */
class LocalStore implements ObjectStore {

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

    @Override
    public Optional<ObjectRef> head(String uri) {
        throw onlyOpened();
    }

    @Override
    public byte[] read(String uri, int maxBytes) {
        throw onlyOpened();
    }

    @Override
    public void write(String uri, Path localFile) {
        throw onlyOpened();
    }

    @Override
    public void delete(String uri) {
        throw onlyOpened();
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) {
        throw onlyOpened();
    }

    private static UnsupportedOperationException onlyOpened() {
        return new UnsupportedOperationException("recordings are only opened");
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
            if (file.isOpen()) {
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
