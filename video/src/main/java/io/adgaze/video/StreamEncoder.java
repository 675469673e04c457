package io.adgaze.video;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_FRAME_DURATION;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Encodes one stream of an MP4, on the calling thread. */
final class StreamEncoder implements AutoCloseable {

    /** Bits that a pixel of a picture gets: no visible loss at OpenH264's efficiency. */
    private static final double BITS_A_PIXEL = 0.15;

    /** Where the container does not name a rate, or an absurd one, as for a variable rate. */
    private static final double USUAL_FRAME_RATE = 25;

    private static final double MAX_FRAME_RATE = 120;

    /** A player seeks to the nearest picture that is coded whole. */
    private static final int SECONDS_BETWEEN_KEY_FRAMES = 2;

    private static final int AAC_BITS_A_SECOND_A_CHANNEL = 96_000;

    private final AVCodecContext context;
    private final Mp4Writer writer;
    private final AVPacket packet = av_packet_alloc();
    private final int stream;

    private StreamEncoder(AVCodecContext context, Mp4Writer writer)
            throws UnreadableVideoException {
        this.context = context;
        this.writer = writer;
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            avcodec_parameters_from_context(parameters, context);
            this.stream = writer.addStream(parameters, context.time_base());
        } catch (UnreadableVideoException | RuntimeException e) {
            close();
            throw e;
        } finally {
            avcodec_parameters_free(parameters);
        }
    }

    /** Adds a stream of pictures like those of {@code streams} to {@code writer}. */
    static StreamEncoder h264(UprightFormat format, ContainerStreams streams, Mp4Writer writer)
            throws UnreadableVideoException {
        double framesPerSecond = framesPerSecond(streams);
        AVCodec codec = avcodec_find_encoder_by_name("libopenh264");
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(format.width())
                .height(format.height())
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .color_range(AVCOL_RANGE_MPEG)
                .colorspace(format.colors().space())
                .color_primaries(format.colors().primaries())
                .color_trc(format.colors().transfer())
                .time_base(streams.video().time_base())
                .gop_size((int) Math.round(SECONDS_BETWEEN_KEY_FRAMES * framesPerSecond))
                .bit_rate(
                        Math.round(
                                BITS_A_PIXEL * format.width() * format.height() * framesPerSecond));
        context.framerate().num((int) Math.round(framesPerSecond * 1000)).den(1000);
        context.sample_aspect_ratio().num(format.pixelAspectNum()).den(format.pixelAspectDen());
        return new StreamEncoder(open(context, codec), writer);
    }

    /** Adds a stream of sound to {@code writer}, in samples of 32-bit floats by channel. */
    static StreamEncoder aac(int sampleRate, int channels, Mp4Writer writer)
            throws UnreadableVideoException {
        AVCodec codec = avcodec_find_encoder_by_name("aac");
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_rate(sampleRate)
                .sample_fmt(AV_SAMPLE_FMT_FLTP)
                .bit_rate((long) AAC_BITS_A_SECOND_A_CHANNEL * channels);
        context.time_base().num(1).den(sampleRate);
        av_channel_layout_default(context.ch_layout(), channels);
        return new StreamEncoder(open(context, codec), writer);
    }

    AVCodecContext context() {
        return context;
    }

    /** Encodes a frame, or what is held back where {@code frame} is null. */
    void encode(@Nullable AVFrame frame) throws IOException, UnreadableVideoException {
        FfmpegError.check(avcodec_send_frame(context, frame), "encoding");
        while (avcodec_receive_packet(context, packet) >= 0) {
            writer.write(packet, stream, context.time_base());
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        avcodec_free_context(context);
    }

    private static double framesPerSecond(ContainerStreams streams) {
        try (AVRational frameRate = streams.frameRate()) {
            double rate = frameRate.den() == 0 ? 0 : av_q2d(frameRate);
            return rate > 0 && rate <= MAX_FRAME_RATE ? rate : USUAL_FRAME_RATE;
        }
    }

    private static AVCodecContext open(AVCodecContext context, AVCodec codec)
            throws UnreadableVideoException {
        context.thread_count(1);
        // Without its duration the last picture of an MP4 is over as soon as it is shown.
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_FRAME_DURATION);
        int opened = avcodec_open2(context, codec, (AVDictionary) null);
        if (opened < 0) {
            avcodec_free_context(context);
            FfmpegError.check(opened, "starting the encoder " + codec.name().getString());
        }
        return context;
    }
}
