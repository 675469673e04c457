package io.adgaze.video;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Sound in a codec that MP4 players need not know: decoded, and encoded again as AAC. */
final class TranscodedSound implements SoundTrack {

    private static final int SAMPLE_RATE = 48_000;
    private static final int MAX_CHANNELS = 2;
    private static final String SOURCE = "abuffer@source";
    private static final String SINK = "abuffersink@sink";

    private final StreamDecoder decoder;
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFrame filtered = av_frame_alloc();
    private StreamEncoder encoder;
    private AVFilterContext source;
    private AVFilterContext sink;

    @SuppressWarnings("NullAway.Init") // open() sets the rest before anyone has the object.
    private TranscodedSound(StreamDecoder decoder) {
        this.decoder = decoder;
    }

    /** Adds a stream of the sound of {@code stream} to {@code writer}. */
    static TranscodedSound open(AVStream stream, VideoLimits limits, Mp4Writer writer)
            throws IOException, UnreadableVideoException {
        TranscodedSound sound = new TranscodedSound(StreamDecoder.open(stream, limits));
        try {
            sound.openEncoder(writer);
            sound.openFilters(stream.time_base());
            return sound;
        } catch (IOException | UnreadableVideoException | RuntimeException | Error e) {
            sound.close();
            throw e;
        }
    }

    private void openEncoder(Mp4Writer writer) throws IOException, UnreadableVideoException {
        encoder = StreamEncoder.aac(SAMPLE_RATE, channels(), writer);
    }

    private void openFilters(AVRational timeBase) throws IOException, UnreadableVideoException {
        String filters = describe(timeBase);
        String step = "preparing the sound filter " + filters;
        FfmpegError.check(
                avfilter_graph_parse2(
                        graph, filters, new AVFilterInOut(null), new AVFilterInOut(null)),
                step);
        FfmpegError.check(avfilter_graph_config(graph, null), step);
        source = avfilter_graph_get_filter(graph, SOURCE);
        sink = avfilter_graph_get_filter(graph, SINK);
    }

    private int channels() {
        return Math.min(MAX_CHANNELS, decoder.context().ch_layout().nb_channels());
    }

    @Override
    public void accept(AVPacket packet) throws IOException, UnreadableVideoException {
        decode(packet);
    }

    /** Null for the end, which gives what the decoder holds back. */
    private void decode(@Nullable AVPacket packet) throws IOException, UnreadableVideoException {
        decoder.send(packet);
        for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
            frame.pts(frame.best_effort_timestamp());
            filter(frame);
        }
    }

    @Override
    public void finish() throws IOException, UnreadableVideoException {
        decode(null);
        filter(null);
        encoder.encode(null);
    }

    @Override
    public void close() {
        av_frame_free(filtered);
        avfilter_graph_free(graph);
        if (encoder != null) {
            encoder.close();
        }
        decoder.close();
    }

    private void filter(@Nullable AVFrame frame) throws IOException, UnreadableVideoException {
        int added = av_buffersrc_add_frame(source, frame);
        if (added < 0) {
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "the sound changes its form midway: " + FfmpegError.describe(added));
        }
        while (av_buffersink_get_frame(sink, filtered) >= 0) {
            encoder.encode(filtered);
            av_frame_unref(filtered);
        }
    }

    /** Keeps the sound's own timing, gaps filled, in frames of the length that AAC needs. */
    private String describe(AVRational timeBase) {
        AVCodecContext decoded = decoder.context();
        byte[] layout = new byte[64];
        int length = av_channel_layout_describe(decoded.ch_layout(), layout, layout.length);
        return SOURCE
                + "=time_base="
                + timeBase.num()
                + "/"
                + timeBase.den()
                + ":sample_rate="
                + decoded.sample_rate()
                + ":sample_fmt="
                + av_get_sample_fmt_name(decoded.sample_fmt()).getString()
                + ":channel_layout='"
                + new String(layout, 0, length - 1, StandardCharsets.UTF_8)
                + "',aresample=async=1,aformat=sample_fmts=fltp:sample_rates="
                + SAMPLE_RATE
                + ":channel_layouts="
                + (channels() == 1 ? "mono" : "stereo")
                + ",asetnsamples=n="
                + encoder.context().frame_size()
                + ":p=0,"
                + SINK;
    }
}
