package io.adgaze.video;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * A channel as FFmpeg's input.
 *
 * <p>A failure of the channel cannot cross native code: it is kept, FFmpeg sees an error, and
 * {@link #throwFailure()} throws it. So is a refusal of the {@link ContainerBounds}.
 */
final class ChannelInput implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final Map<Long, ChannelInput> OPEN = new ConcurrentHashMap<>();

    /** One of each for all inputs: JavaCPP has room for ten callbacks of a kind. */
    private static final Read READ = new Read();

    private static final Seek SEEK = new Seek();

    private final SeekableByteChannel channel;
    private final ContainerBounds bounds;
    private final BytePointer key = new BytePointer(1);
    private final AVIOContext context;
    private @Nullable Throwable failure;
    private long allowance = Long.MAX_VALUE;
    private boolean overdrawn;

    ChannelInput(SeekableByteChannel channel, ContainerBounds bounds) {
        this.channel = channel;
        this.bounds = bounds;
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        context =
                avformat.avio_alloc_context(
                        buffer.capacity(BUFFER_BYTES), BUFFER_BYTES, 0, key, READ, null, SEEK);
        if (context == null) {
            avutil.av_free(buffer);
            key.close();
            throw new OutOfMemoryError("avio_alloc_context");
        }
        OPEN.put(key.address(), this);
    }

    AVIOContext context() {
        return context;
    }

    /** How much FFmpeg may read from now on, until it is allowed more: beyond lies an end. */
    void allow(long bytes) {
        allowance = bytes;
        overdrawn = false;
    }

    /** Whether FFmpeg asked for more than it was last allowed. */
    boolean isOverdrawn() {
        return overdrawn;
    }

    /**
     * Throws what stopped the reading, if anything did.
     *
     * @throws IOException when the channel failed
     * @throws UnreadableVideoException when the container is over its bounds
     */
    void throwFailure() throws IOException, UnreadableVideoException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof UnreadableVideoException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure != null) {
            // Never for the video's: others than the store's own failures are told by their type.
            throw new IOException("the store failed: " + failure, failure);
        }
    }

    /** Frees FFmpeg's side; the channel stays open. */
    @Override
    public void close() {
        OPEN.remove(key.address());
        // FFmpeg may have replaced the buffer that it was given.
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        key.close();
    }

    private int read(BytePointer target, int size) {
        if (failure != null) {
            return avutil.AVERROR_EXTERNAL;
        }
        if (allowance <= 0) {
            overdrawn = true;
            return avutil.AVERROR_EOF;
        }
        try {
            ByteBuffer buffer = target.capacity(bounds.admit(size)).asByteBuffer();
            int read = channel.read(buffer);
            bounds.inspect(buffer.flip());
            allowance -= Math.max(0, read);
            return read > 0 ? read : avutil.AVERROR_EOF;
        } catch (Throwable e) {
            failure = e;
            return avutil.AVERROR_EXTERNAL;
        }
    }

    /**
     * FFmpeg asks for absolute positions and for the size, nothing else. A broken index may name
     * any position: one past the end is an end wherever it lies, though a file system may not have
     * it.
     */
    private long seek(long offset, int whence) {
        try {
            long size = channel.size();
            if ((whence & avformat.AVSEEK_SIZE) != 0) {
                return size;
            }
            if (offset < 0) {
                return avutil.AVERROR_INVALIDDATA;
            }
            channel.position(Math.min(offset, size));
            return offset;
        } catch (Throwable e) {
            failure = e;
            return avutil.AVERROR_EXTERNAL;
        }
    }

    private static final class Read extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            return requireNonNull(OPEN.get(opaque.address())).read(buffer, size);
        }
    }

    private static final class Seek extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            return requireNonNull(OPEN.get(opaque.address())).seek(offset, whence);
        }
    }
}
