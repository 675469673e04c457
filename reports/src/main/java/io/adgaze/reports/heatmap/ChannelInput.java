package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FORCE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXTERNAL;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A channel as FFmpeg reads it: FFmpeg resolves no URL of its own.
 *
 * <p>A failing channel looks to FFmpeg like a broken file; {@link #rethrowFailure()} tells them
 * apart.
 */
final class ChannelInput implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    // JavaCPP has few native slots for callbacks of a class, so all inputs share one of each.
    private static final Map<Long, ChannelInput> OPEN = new ConcurrentHashMap<>();
    private static final ReadCallback READ = new ReadCallback().retainReference();
    private static final SeekCallback SEEK = new SeekCallback().retainReference();

    private final SeekableByteChannel channel;
    private final BytePointer key = new BytePointer(1);
    private final AVIOContext context;
    private Exception failure;

    ChannelInput(SeekableByteChannel channel) {
        this.channel = channel;
        OPEN.put(key.address(), this);
        BytePointer buffer = new BytePointer(av_malloc(BUFFER_BYTES));
        context = avio_alloc_context(buffer, BUFFER_BYTES, 0, key, READ, null, SEEK);
    }

    AVIOContext context() {
        return context;
    }

    /** Throws what the channel threw, if it did. */
    void rethrowFailure() throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        }
        if (failure != null) {
            throw new IOException("reading failed: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        OPEN.remove(key.address());
        // FFmpeg may have replaced the buffer by one of its own.
        av_free(context.buffer());
        avio_context_free(context);
        key.close();
    }

    private int read(ByteBuffer target) {
        try {
            int read = channel.read(target);
            return read > 0 ? read : AVERROR_EOF();
        } catch (IOException | RuntimeException e) {
            failure = e;
            return AVERROR_EXTERNAL();
        }
    }

    private long seek(long offset, int whence) {
        try {
            if ((whence & AVSEEK_SIZE) != 0) {
                return channel.size();
            }
            long position = offset + origin(whence & ~AVSEEK_FORCE);
            if (position < 0) {
                return AVERROR_EXTERNAL();
            }
            channel.position(position);
            return position;
        } catch (IOException | RuntimeException e) {
            failure = e;
            return AVERROR_EXTERNAL();
        }
    }

    /** C's SEEK_SET, SEEK_CUR and SEEK_END. */
    private long origin(int whence) throws IOException {
        return switch (whence) {
            case 0 -> 0;
            case 1 -> channel.position();
            case 2 -> channel.size();
            default -> throw new IOException("unknown seek origin " + whence);
        };
    }

    private static final class ReadCallback extends Read_packet_Pointer_BytePointer_int {
        @Override
        public int call(Pointer opaque, BytePointer buffer, int size) {
            return OPEN.get(opaque.address()).read(buffer.capacity(size).asByteBuffer());
        }
    }

    private static final class SeekCallback extends Seek_Pointer_long_int {
        @Override
        public long call(Pointer opaque, long offset, int whence) {
            return OPEN.get(opaque.address()).seek(offset, whence);
        }
    }
}
