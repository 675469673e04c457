package io.adgaze.video;

import static org.bytedeco.ffmpeg.global.avfilter.av_buffersink_get_frame;
import static org.bytedeco.ffmpeg.global.avfilter.av_buffersrc_add_frame;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_alloc;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_config;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_free;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_get_filter;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_graph_parse2;
import static org.bytedeco.ffmpeg.global.avfilter.avfilter_inout_free;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_get_sample_fmt_name;
import static org.bytedeco.ffmpeg.global.avutil.av_samples_set_silence;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avfilter.AVFilterContext;
import org.bytedeco.ffmpeg.avfilter.AVFilterGraph;
import org.bytedeco.ffmpeg.avfilter.AVFilterInOut;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * Makes decoded sound of one form the sound that AAC is encoded from: 32-bit floats by channel, at
 * one rate, in frames of one length. It has no clock: samples come out one after the other.
 */
final class SoundFilter implements AutoCloseable {

    private static final String SOURCE = "abuffer@source";
    private static final String SINK = "abuffersink@sink";

    /** Silence is made in frames of this many samples: tens of kilobytes. */
    private static final int SILENT_SAMPLES = 4096;

    private final Form form;
    private final AVFilterGraph graph = avfilter_graph_alloc();
    private final AVFrame filtered = av_frame_alloc();
    private @Nullable AVFilterContext source;
    private @Nullable AVFilterContext sink;

    /** Takes a frame of the encoder's form, on loan. */
    @FunctionalInterface
    interface Output {
        void accept(AVFrame frame) throws IOException, UnreadableVideoException;
    }

    /**
     * What sound is made of.
     *
     * @param format FFmpeg's {@code AV_SAMPLE_FMT_*}
     * @param channels the channels, in FFmpeg's words
     */
    private record Form(int sampleRate, int format, String channels) {

        static Form of(AVFrame frame) {
            byte[] text = new byte[256];
            int length = av_channel_layout_describe(frame.ch_layout(), text, text.length);
            return new Form(
                    frame.sample_rate(),
                    frame.format(),
                    new String(text, 0, Math.max(0, length - 1), StandardCharsets.UTF_8));
        }
    }

    private SoundFilter(Form form) {
        this.form = form;
    }

    /**
     * A filter for sound like {@code frame}.
     *
     * @param channels 1 or 2, of what comes out
     * @param frameSamples samples of a frame that comes out; the last is filled up with silence
     */
    static SoundFilter of(AVFrame frame, int sampleRate, int channels, int frameSamples)
            throws UnreadableVideoException {
        SoundFilter filter = new SoundFilter(Form.of(frame));
        try {
            filter.build(
                    "aformat=sample_fmts=fltp:sample_rates=%d:channel_layouts=%s,asetnsamples=n=%d:p=1"
                            .formatted(
                                    sampleRate, channels == 1 ? "mono" : "stereo", frameSamples));
            return filter;
        } catch (UnreadableVideoException | RuntimeException | Error e) {
            filter.close();
            throw e;
        }
    }

    /** Whether {@code frame} has the form that this is made for. */
    boolean takes(AVFrame frame) {
        return form.equals(Form.of(frame));
    }

    int sampleRate() {
        return form.sampleRate();
    }

    /** Filters a frame, or the end where it is null. */
    void filter(@Nullable AVFrame frame, Output output)
            throws IOException, UnreadableVideoException {
        FfmpegError.check(av_buffersrc_add_frame(source, frame), "filtering sound");
        while (av_buffersink_get_frame(sink, filtered) >= 0) {
            output.accept(filtered);
            av_frame_unref(filtered);
        }
    }

    /**
     * Filters silence, piece by piece.
     *
     * @param like a frame of the form that this is made for
     */
    void silence(long samples, AVFrame like, Output output)
            throws IOException, UnreadableVideoException {
        for (long left = samples; left > 0; left -= SILENT_SAMPLES) {
            AVFrame silent = silent((int) Math.min(left, SILENT_SAMPLES), like);
            try {
                filter(silent, output);
            } finally {
                av_frame_free(silent);
            }
        }
    }

    @Override
    public void close() {
        av_frame_free(filtered);
        avfilter_graph_free(graph);
    }

    private static AVFrame silent(int samples, AVFrame like) throws UnreadableVideoException {
        AVFrame silent = av_frame_alloc();
        silent.format(like.format()).sample_rate(like.sample_rate()).nb_samples(samples);
        silent.ch_layout(like.ch_layout());
        int made = av_frame_get_buffer(silent, 0);
        if (made < 0) {
            av_frame_free(silent);
        }
        FfmpegError.check(made, "making silence");
        av_samples_set_silence(
                silent.extended_data(), 0, samples, like.ch_layout().nb_channels(), like.format());
        return silent;
    }

    private void build(String filters) throws UnreadableVideoException {
        String chain = describeSource() + "," + filters + "," + SINK;
        String step = "preparing the sound filter " + chain;
        AVFilterInOut inputs = new AVFilterInOut(null);
        AVFilterInOut outputs = new AVFilterInOut(null);
        int parsed = avfilter_graph_parse2(graph, chain, inputs, outputs);
        avfilter_inout_free(inputs);
        avfilter_inout_free(outputs);
        FfmpegError.check(parsed, step);
        FfmpegError.check(avfilter_graph_config(graph, null), step);
        source = avfilter_graph_get_filter(graph, SOURCE);
        sink = avfilter_graph_get_filter(graph, SINK);
    }

    private String describeSource() throws UnreadableVideoException {
        BytePointer format = av_get_sample_fmt_name(form.format());
        if (format == null || form.sampleRate() <= 0 || form.channels().isEmpty()) {
            throw new UnreadableVideoException(Kind.BROKEN, "its samples have no known form");
        }
        return SOURCE
                + "=time_base=1/%d:sample_rate=%d:sample_fmt=%s:channel_layout='%s'"
                        .formatted(
                                form.sampleRate(),
                                form.sampleRate(),
                                format.getString(),
                                form.channels());
    }
}
