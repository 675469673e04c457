package io.adgaze.operators.frames;

import io.adgaze.records.ObjectRef;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** Where recordings are read from. The operator that made it closes it. */
public interface RecordingStore extends Closeable {

    /**
     * Opens exactly the referenced version of a recording.
     *
     * @throws java.nio.file.FileSystemException when that version is gone, which is the session's
     *     fault
     * @throws IOException when the store cannot be reached, which is not
     */
    SeekableByteChannel open(ObjectRef recording) throws IOException;
}
