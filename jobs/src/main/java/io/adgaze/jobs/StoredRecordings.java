package io.adgaze.jobs;

import io.adgaze.operators.frames.RecordingStore;
import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.ObjectStores;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.flink.configuration.Configuration;

/** Recordings as they lie in an {@link ObjectStore}. */
final class StoredRecordings implements RecordingStore {

    private final ObjectStore store;

    StoredRecordings(Configuration flinkConf) {
        this.store = ObjectStores.of(flinkConf);
    }

    @Override
    public SeekableByteChannel open(ObjectRef recording) throws IOException {
        return store.open(recording);
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
