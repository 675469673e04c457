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
 * <p>A failure of the channel cannot cross native code: it is kept, FFmpeg sees the end of its
 * input, and {@link #throwFailure()} throws it.
 */
final class ChannelInput implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 * 1024;

    private static final Map<Long, ChannelInput> OPEN = new ConcurrentHashMap<>();

    /** One of each for all inputs: JavaCPP has room for ten callbacks of a kind. */
    private static final Read READ = new Read();

    private static final Seek SEEK = new Seek();

    private final SeekableByteChannel channel;
    private final BytePointer key = new BytePointer(1);
    private final AVIOContext context;
    private @Nullable Exception failure;
    private long allowance = Long.MAX_VALUE;
    private boolean overdrawn;

    ChannelInput(SeekableByteChannel channel) {
        this.channel = channel;
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

    /** Throws what the channel threw, if it did. */
    void throwFailure() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
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
        if (allowance <= 0) {
            overdrawn = true;
            return avutil.AVERROR_EOF;
        }
        ByteBuffer buffer = target.capacity(size).asByteBuffer();
        try {
            int read = channel.read(buffer);
            allowance -= Math.max(0, read);
            return read > 0 ? read : avutil.AVERROR_EOF;
        } catch (IOException | RuntimeException e) {
            failure = e;
            return avutil.AVERROR_EXTERNAL;
        }
    }

    /** FFmpeg asks for absolute positions and for the size, nothing else. */
    private long seek(long offset, int whence) {
        try {
            if ((whence & avformat.AVSEEK_SIZE) != 0) {
                return channel.size();
            }
            return channel.position(offset).position();
        } catch (IOException | RuntimeException e) {
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
