package io.adgaze.video;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/**
 * Sound in a codec that MP4 players need not know: decoded, and encoded again as AAC. It keeps its
 * own timing: gaps are filled with silence, and what overlaps is left out.
 */
final class TranscodedSound implements SoundTrack {

    private static final int SAMPLE_RATE = 48_000;
    private static final int MAX_CHANNELS = 2;

    /**
     * Seconds that the samples may be off their timestamps, which are rounded: SwResample's own.
     */
    private static final double TOLERANCE = 0.1;

    private final StreamDecoder decoder;
    private final StreamEncoder encoder;
    private final AVRational timeBase;
    private final int channels;
    private @Nullable SoundFilter filter;

    /** When the next sample is due, in samples of the filter's rate; null before the first. */
    private @Nullable Long due;

    /** Of the next sample that is encoded, in samples of the encoder's. */
    private long pts;

    private TranscodedSound(
            StreamDecoder decoder, StreamEncoder encoder, AVRational timeBase, int channels) {
        this.decoder = decoder;
        this.encoder = encoder;
        this.timeBase = timeBase;
        this.channels = channels;
    }

    /** Adds a stream of the sound of {@code stream} to {@code writer}. */
    static TranscodedSound open(AVStream stream, VideoLimits limits, Mp4Writer writer)
            throws UnreadableVideoException {
        int stored = stream.codecpar().ch_layout().nb_channels();
        int channels = stored == 1 ? 1 : MAX_CHANNELS;
        StreamDecoder decoder = StreamDecoder.open(stream, limits);
        try {
            StreamEncoder encoder = StreamEncoder.aac(SAMPLE_RATE, channels, writer);
            return new TranscodedSound(decoder, encoder, stream.time_base(), channels);
        } catch (UnreadableVideoException | RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    @Override
    public void accept(AVPacket packet) throws IOException, UnreadableVideoException {
        decode(packet);
    }

    @Override
    public void finish() throws IOException, UnreadableVideoException {
        decode(null);
        if (filter == null) {
            throw new UnreadableVideoException(
                    Kind.NO_FRAMES, "none of it can be decoded (" + decoder.lastError() + ")");
        }
        filter.filter(null, this::encode);
        encoder.encode(null);
    }

    @Override
    public void close() {
        if (filter != null) {
            filter.close();
        }
        encoder.close();
        decoder.close();
    }

    /** Null for the end, which gives what the decoder holds back. */
    private void decode(@Nullable AVPacket packet) throws IOException, UnreadableVideoException {
        decoder.send(packet);
        for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
            if (frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
                av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
            }
            place(frame, filterFor(frame));
        }
    }

    /** Sound may change its form midway, as where transport streams were joined. */
    private SoundFilter filterFor(AVFrame frame) throws IOException, UnreadableVideoException {
        SoundFilter current = filter;
        if (current != null && current.takes(frame)) {
            return current;
        }
        SoundFilter next =
                SoundFilter.of(frame, SAMPLE_RATE, channels, encoder.context().frame_size());
        if (current != null) {
            filter = next;
            due = due == null ? null : due * next.sampleRate() / current.sampleRate();
            try (current) {
                current.filter(null, this::encode);
            }
        }
        filter = next;
        return next;
    }

    /** Puts a frame where its timestamp says. */
    private void place(AVFrame frame, SoundFilter into)
            throws IOException, UnreadableVideoException {
        long expected = due == null ? begin(frame, into) : due;
        long start = startOf(frame, into, expected);
        long tolerance = Math.round(TOLERANCE * into.sampleRate());
        if (start < expected - tolerance) {
            return;
        }
        if (start > expected + tolerance) {
            into.silence(start - expected, frame, this::encode);
            expected = start;
        }
        frame.pts(AV_NOPTS_VALUE);
        due = expected + frame.nb_samples();
        into.filter(frame, this::encode);
    }

    private long begin(AVFrame frame, SoundFilter into) {
        long start = startOf(frame, into, 0);
        pts = start * SAMPLE_RATE / into.sampleRate();
        return start;
    }

    private long startOf(AVFrame frame, SoundFilter into, long otherwise) {
        long timestamp = frame.best_effort_timestamp();
        try (AVRational samples = av_make_q(1, into.sampleRate())) {
            return timestamp == AV_NOPTS_VALUE
                    ? otherwise
                    : av_rescale_q(timestamp, timeBase, samples);
        }
    }

    private void encode(AVFrame frame) throws IOException, UnreadableVideoException {
        frame.pts(pts);
        pts += frame.nb_samples();
        encoder.encode(frame);
    }
}
