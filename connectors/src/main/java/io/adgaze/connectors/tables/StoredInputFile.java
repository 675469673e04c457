package io.adgaze.connectors.tables;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** An object of a store, of which Parquet reads the parts that it needs. */
final class StoredInputFile implements InputFile {

    private final ObjectStore store;
    private final ObjectRef object;

    StoredInputFile(ObjectStore store, ObjectRef object) {
        this.store = store;
        this.object = object;
    }

    @Override
    public long getLength() {
        return object.sizeBytes();
    }

    /** Belongs to the reader, which closes it. */
    @Override
    public SeekableInputStream newStream() throws IOException {
        return new ChannelStream(store.open(object));
    }

    private static final class ChannelStream extends DelegatingSeekableInputStream {

        private final SeekableByteChannel channel;

        ChannelStream(SeekableByteChannel channel) {
            super(Channels.newInputStream(channel));
            this.channel = channel;
        }

        @Override
        public long getPos() throws IOException {
            return channel.position();
        }

        @Override
        public void seek(long position) throws IOException {
            channel.position(position);
        }
    }
}
