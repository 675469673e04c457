package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Opens a container within limits and reads the packets of its pictures, and sound if wanted. */
final class VideoDemuxer implements AutoCloseable {

    /** No protocol has this name: whatever a file refers to stays closed. */
    private static final String NO_PROTOCOL = "none";

    /**
     * Enough for a 4K key frame beside what precedes it; bounds what a bad file can make us read.
     */
    private static final long PROBE_BYTES = 8L * 1024 * 1024;

    /** Stream time that probing may look at, in FFmpeg's microseconds. */
    private static final long PROBE_DURATION_US = 2_000_000;

    private static final int MICROS_PER_MILLI = 1000;

    /**
     * Far above any packet of pictures within the limits: what is passed over to find the next one
     * is read in one go, which nothing interrupts.
     */
    private static final long MAX_BYTES_A_PACKET = 32L * 1024 * 1024;

    private final ChannelInput input;
    private final AVFormatContext container;
    private final ContainerBounds bounds;
    private final AVRational milliseconds = avutil.av_make_q(1, 1000);
    private final long logAddress;
    private final PassedOverBytes passedOver = new PassedOverBytes();
    private ContainerStreams streams;
    private @Nullable BroadcastClock clock;
    private boolean lastPacketCorrupt;
    private boolean endedInError;
    private boolean complained;
    private long damagedProbeEnd;

    @SuppressWarnings("NullAway.Init") // open() sets the streams before anyone has the object.
    private VideoDemuxer(SeekableByteChannel source, AVFormatContext container) {
        this.container = container;
        this.bounds = ContainerBounds.of(container);
        this.input = new ChannelInput(source, bounds);
        this.logAddress = container.address();
    }

    /** Opens a container of which only the pictures are read. */
    static VideoDemuxer open(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        return open(source, limits, ContainerStreams::pictures);
    }

    /** Opens a container of which the pictures and the best sound are read. */
    static VideoDemuxer openWithSound(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        return open(source, limits, ContainerStreams::picturesAndSound);
    }

    private static VideoDemuxer open(
            SeekableByteChannel source, VideoLimits limits, ContainerStreams.Selection selection)
            throws UnreadableVideoException, IOException {
        FfmpegSettings.apply();
        AVInputFormat format = ContainerFormat.of(source);
        source.position(0);
        VideoDemuxer demuxer = new VideoDemuxer(source, avformat.avformat_alloc_context());
        try {
            demuxer.openContainer(format);
            demuxer.streams = selection.of(demuxer.container);
            demuxer.probeStreams(limits);
            demuxer.bounds.opened();
            return demuxer;
        } catch (UnreadableVideoException | IOException | RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    /** The pictures and the sound that are read. */
    ContainerStreams streams() {
        return streams;
    }

    /** The container's duration; null when it does not say. */
    @Nullable Long durationMs() {
        boolean guessed =
                container.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE;
        if (guessed || container.duration() == avutil.AV_NOPTS_VALUE) {
            return null;
        }
        return container.duration() / MICROS_PER_MILLI;
    }

    /**
     * The clock of the recording's pictures: players begin with the earliest timestamp, of
     * whichever stream.
     */
    RecordingClock clock() {
        boolean lostItsStart = isProbeDamaged() && !streams.isBroadcast();
        long startUs = lostItsStart ? Math.min(0, streams.startUs()) : streams.startUs();
        return new RecordingClock(streams.video().time_base(), startUs, streams.isBroadcast());
    }

    /** A timestamp of the pictures in milliseconds. */
    long toMs(long timestamp) {
        return avutil.av_rescale_q(timestamp, streams.video().time_base(), milliseconds);
    }

    /**
     * Reads the next packet of the pictures, or of the sound if wanted; the caller unreferences it.
     *
     * @return false at the end, of which {@link #cut()} tells whether it was a proper one
     */
    boolean read(AVPacket packet) throws UnreadableVideoException, IOException {
        while (readAny(packet)) {
            if (streams.isVideo(packet) || streams.isSound(packet)) {
                return true;
            }
            avcodec.av_packet_unref(packet);
        }
        return false;
    }

    /**
     * Reads the next packet of whichever stream; the caller unreferences it.
     *
     * @return false at the end
     * @throws UnreadableVideoException when far more has to be read for it than a packet can have
     */
    boolean readAny(AVPacket packet) throws UnreadableVideoException, IOException {
        input.allow(MAX_BYTES_A_PACKET);
        int result = avformat.av_read_frame(container, packet);
        input.throwFailure();
        noteError();
        if (input.isOverdrawn()) {
            avcodec.av_packet_unref(packet);
            throw new UnreadableVideoException(
                    Kind.BROKEN, "%d bytes of it hold no picture".formatted(MAX_BYTES_A_PACKET));
        }
        if (result < 0) {
            endedInError |= result != avutil.AVERROR_EOF;
            return false;
        }
        complained |= streams.areReadInOrder() && passedOver.lieBefore(packet);
        if (streams.isVideo(packet)) {
            lastPacketCorrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
        }
        return true;
    }

    /** Whether the demuxer came upon damage while it looked for the packet that was read last. */
    boolean complained() {
        return complained;
    }

    /** Whether the demuxer came upon damage while the streams were probed. */
    boolean isProbeDamaged() {
        return damagedProbeEnd > 0;
    }

    /**
     * Whether a packet was read while the streams were probed, and the demuxer came upon damage
     * meanwhile of which nothing else tells where it is.
     */
    boolean isOfDamagedProbe(AVPacket packet) {
        return !streams.areReadInOrder() && packet.pos() >= 0 && packet.pos() < damagedProbeEnd;
    }

    /** Whether the container's clock may start anywhere, and anew; others start at 0. */
    boolean isBroadcast() {
        return streams.isBroadcast();
    }

    /** Counts a packet's times from the video's start, as players do. */
    void countFromStart(AVPacket packet) {
        if (!isBroadcast()) {
            return;
        }
        if (clock == null) {
            clock = new BroadcastClock(container);
        }
        clock.place(packet);
    }

    /** Whether the last picture was incomplete or the file ended in the middle of something. */
    boolean cut() {
        return lastPacketCorrupt || endedInError;
    }

    @Override
    public void close() {
        FfmpegLog.forget(logAddress);
        avformat.avformat_close_input(container);
        input.close();
        milliseconds.close();
    }

    /**
     * Matroska's demuxer gives a cut file a plain end, and says what is wrong in its log alone; for
     * a short file that happens while it is probed.
     */
    private void noteError() {
        complained = FfmpegLog.hasComplained(logAddress);
        endedInError |= container.pb().eof_reached() != 0 && complained;
        FfmpegLog.watch(logAddress);
    }

    private void openContainer(AVInputFormat format) throws UnreadableVideoException, IOException {
        container.pb(input.context());
        container.probesize(PROBE_BYTES);
        container.max_analyze_duration(PROBE_DURATION_US);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", ContainerFormat.READ, 0);
        avutil.av_dict_set(options, "protocol_whitelist", NO_PROTOCOL, 0);
        avutil.av_dict_set_int(options, "max_streams", ContainerBounds.MAX_STREAMS, 0);
        int result = avformat.avformat_open_input(container, (String) null, format, options);
        avutil.av_dict_free(options);
        input.throwFailure();
        if (result == avutil.AVERROR_ENOMEM()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE, "opening the container takes more memory than it may");
        }
        ContainerFormat.requireFound(result);
    }

    private void probeStreams(VideoLimits limits) throws UnreadableVideoException, IOException {
        if (streams.isSelected()) {
            checkLimits(limits);
        }
        FfmpegLog.watch(logAddress);
        int result = streams.probe(limits);
        input.throwFailure();
        noteError();
        boolean damaged = complained && container.pb().eof_reached() == 0; // Not a cut file.
        damagedProbeEnd = damaged ? avformat.avio_tell(container.pb()) : 0;
        if (result < 0) {
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "the container's streams cannot be read ("
                            + FfmpegError.describe(result)
                            + ")");
        }
        checkLimits(limits);
        AVCodecParameters picture = streams.video().codecpar();
        if (picture.width() <= 0 || picture.height() <= 0) {
            throw new UnreadableVideoException(
                    Kind.NO_VIDEO_STREAM, "the video stream has no picture size");
        }
    }

    /** Whether the duration is what the last packet's time comes to, on a clock that may jump. */
    private boolean isOfLastPacket() {
        return container.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_PTS;
    }

    private void checkLimits(VideoLimits limits) throws UnreadableVideoException {
        AVCodecParameters picture = streams.video().codecpar();
        if (Math.max(picture.width(), picture.height()) > limits.maxSidePx()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "pictures of %d x %d px; at most %d px a side are read"
                            .formatted(picture.width(), picture.height(), limits.maxSidePx()));
        }
        Long durationMs = durationMs();
        if (durationMs != null && !isOfLastPacket() && durationMs > limits.maxDurationMs()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "%d ms long; at most %d ms are read"
                            .formatted(durationMs, limits.maxDurationMs()));
        }
    }
}
