package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Decodes one stream, on the calling thread. Damaged packets are passed over and counted.
 *
 * <p>Takes a packet, then gives its frames until there are none: {@link #send}, then {@link
 * #receive} until it returns null.
 */
final class StreamDecoder implements AutoCloseable {

    private final AVCodecContext context;
    private final AVFrame frame = avutil.av_frame_alloc();
    private int damaged;
    private int undecodableInARow;
    private int lastError;
    private boolean complained;

    private StreamDecoder(AVCodecContext context) {
        this.context = context;
        FfmpegLog.watch(context.address());
    }

    static StreamDecoder open(AVStream stream, VideoLimits limits) throws UnreadableVideoException {
        int codecId = stream.codecpar().codec_id();
        AVCodec codec = avcodec.avcodec_find_decoder(codecId);
        if (codec == null) {
            throw new UnreadableVideoException(
                    Kind.NO_DECODER,
                    "no decoder for " + avcodec.avcodec_get_name(codecId).getString());
        }
        StreamDecoder decoder = new StreamDecoder(avcodec.avcodec_alloc_context3(codec));
        int result = decoder.start(codec, stream, limits);
        if (result < 0) {
            decoder.close();
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "the stream cannot be decoded (" + FfmpegError.describe(result) + ")");
        }
        return decoder;
    }

    AVCodecContext context() {
        return context;
    }

    /**
     * Takes a packet, or the end where {@code packet} is null; every frame must have been received.
     */
    void send(@Nullable AVPacket packet) {
        int result = avcodec.avcodec_send_packet(context, packet);
        if (result < 0 && packet != null) {
            countUndecodable(result);
        }
        noteComplaint();
    }

    /** The next frame, this object's own and valid until the next call; null when there is none. */
    @Nullable AVFrame receive() {
        AVFrame received = receiveAny();
        noteComplaint();
        return received;
    }

    private @Nullable AVFrame receiveAny() {
        int result = avcodec.avcodec_receive_frame(context, frame);
        while (result < 0) {
            if (result == avutil.AVERROR_EAGAIN() || result == avutil.AVERROR_EOF) {
                return null;
            }
            countUndecodable(result);
            result = avcodec.avcodec_receive_frame(context, frame);
        }
        undecodableInARow = 0;
        if (frame.decode_error_flags() != 0) {
            damaged++;
        }
        return frame;
    }

    /**
     * Whether the decoder came upon damage since this was last asked: a packet that it could not
     * decode, or could not make whole. Some decoders say so in their log alone.
     */
    boolean complainedSinceAsked() {
        boolean since = complained;
        complained = false;
        return since;
    }

    private void noteComplaint() {
        complained |= FfmpegLog.hasComplained(context.address());
        FfmpegLog.watch(context.address());
    }

    /** Packets that could not be decoded, and frames that the decoder patched up. */
    int damaged() {
        return damaged;
    }

    /** Packets that could not be decoded since the last frame. */
    int undecodableInARow() {
        return undecodableInARow;
    }

    /** Why the last undecodable packet could not be decoded. */
    String lastError() {
        return FfmpegError.describe(lastError);
    }

    @Override
    public void close() {
        FfmpegLog.forget(context.address());
        avutil.av_frame_free(frame);
        avcodec.avcodec_free_context(context);
    }

    private int start(AVCodec codec, AVStream stream, VideoLimits limits) {
        avcodec.avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(1);
        // A stream may change its size midway, past what its header promised.
        context.max_pixels(limits.maxPixels());
        return avcodec.avcodec_open2(context, codec, (AVDictionary) null);
    }

    private void countUndecodable(int error) {
        damaged++;
        undecodableInARow++;
        complained = true;
        lastError = error;
    }
}
