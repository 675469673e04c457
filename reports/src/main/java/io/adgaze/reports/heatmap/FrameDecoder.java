package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import io.adgaze.video.VideoLimits;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes one stream, on the calling thread. */
final class FrameDecoder implements AutoCloseable {

    private static final int MAX_SIDE_PX = VideoLimits.DEFAULT.maxSidePx();

    private final AVCodecContext context;
    private final AVFrame frame = av_frame_alloc();
    private int damagedFrames;

    FrameDecoder(AVStream stream) throws UnreadableAdException {
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null) {
            throw new UnreadableAdException("there is no decoder for its codec");
        }
        context = avcodec_alloc_context3(codec);
        avcodec_parameters_to_context(context, stream.codecpar());
        context.pkt_timebase(stream.time_base());
        context.thread_count(1);
        // A stream may change its size midway, past what its header promised.
        context.max_pixels((long) MAX_SIDE_PX * MAX_SIDE_PX);
        int opened = avcodec_open2(context, codec, (AVDictionary) null);
        if (opened < 0) {
            close();
            throw new UnreadableAdException(
                    "its decoder does not start: " + FFmpegError.text(opened));
        }
    }

    AVCodecContext context() {
        return context;
    }

    /**
     * Takes a packet, or the end where {@code packet} is null; every frame must have been taken.
     */
    void send(AVPacket packet) {
        if (avcodec_send_packet(context, packet) < 0 && packet != null) {
            damagedFrames++;
        }
    }

    /** The next frame, valid until the next call; null when a packet is needed for it. */
    AVFrame receive() {
        int received = avcodec_receive_frame(context, frame);
        while (received < 0) {
            if (received == AVERROR_EAGAIN() || received == AVERROR_EOF()) {
                return null;
            }
            damagedFrames++;
            received = avcodec_receive_frame(context, frame);
        }
        if (frame.decode_error_flags() != 0) {
            damagedFrames++;
        }
        return frame;
    }

    /** Frames that were damaged: left out, or patched up by the decoder. */
    int damagedFrames() {
        return damagedFrames;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(context);
    }
}
