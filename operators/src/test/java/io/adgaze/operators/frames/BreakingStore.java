package io.adgaze.operators.frames;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.function.Function;

/** Recordings of which no byte beyond a place can be read. */
final class BreakingStore extends LocalStore {

    static final String MESSAGE = "the store broke";

    /** Small, so that a decoder does not have all before it gives the first frame. */
    private static final int MOST_BYTES_A_READ = 256;

    private final long lastByte;
    private final Function<String, IOException> failure;

    BreakingStore(long lastByte, Function<String, IOException> failure) {
        this.lastByte = lastByte;
        this.failure = failure;
    }

    @Override
    int read(SeekableByteChannel file, ByteBuffer target) throws IOException {
        if (file.position() >= lastByte) {
            throw failure.apply(MESSAGE);
        }
        int length = Math.min(MOST_BYTES_A_READ, target.remaining());
        int read = super.read(file, target.slice(target.position(), length));
        target.position(target.position() + Math.max(0, read));
        return read;
    }
}
