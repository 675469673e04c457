package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Opens a container within limits and reads the packets of its video stream. */
final class VideoDemuxer implements AutoCloseable {

    /**
     * Containers only. FFmpeg also reads playlists and scripts (HLS, concat, …), which name other
     * files and addresses to open; those are never a recording.
     */
    private static final String CONTAINERS =
            "matroska,webm,mov,mp4,avi,mpegts,mpeg,flv,ogg,asf,mxf,ivf,nut";

    /** No protocol has this name: whatever a file refers to stays closed. */
    private static final String NO_PROTOCOL = "none";

    /**
     * Enough for a 4K key frame beside what precedes it; bounds what a bad file can make us read.
     */
    private static final long PROBE_BYTES = 8L * 1024 * 1024;

    /** Stream time that probing may look at, in FFmpeg's microseconds. */
    private static final long PROBE_DURATION_US = 2_000_000;

    private static final int MICROS_PER_MILLI = 1000;

    private final ChannelInput input;
    private final AVFormatContext container;
    private final AVRational milliseconds = avutil.av_make_q(1, 1000);
    private final long logAddress;
    private AVStream stream;
    private boolean lastPacketCorrupt;
    private boolean endedInError;

    private VideoDemuxer(ChannelInput input, AVFormatContext container) {
        this.input = input;
        this.container = container;
        this.logAddress = container.address();
    }

    static VideoDemuxer open(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        FfmpegLog.install();
        ChannelInput input = new ChannelInput(source);
        AVFormatContext container = avformat.avformat_alloc_context();
        VideoDemuxer demuxer = new VideoDemuxer(input, container);
        try {
            demuxer.openContainer();
            demuxer.selectStream(limits);
            return demuxer;
        } catch (UnreadableVideoException | IOException | RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    AVStream stream() {
        return stream;
    }

    boolean hasAudio() {
        for (int i = 0; i < container.nb_streams(); i++) {
            if (container.streams(i).codecpar().codec_type() == avutil.AVMEDIA_TYPE_AUDIO) {
                return true;
            }
        }
        return false;
    }

    /** The container's duration; null when it does not say. */
    Long durationMs() {
        boolean guessed =
                container.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE;
        if (guessed || container.duration() == avutil.AV_NOPTS_VALUE) {
            return null;
        }
        return container.duration() / MICROS_PER_MILLI;
    }

    /** A timestamp of the stream in milliseconds. */
    long toMs(long timestamp) {
        return avutil.av_rescale_q(timestamp, stream.time_base(), milliseconds);
    }

    /**
     * Reads the next packet of the video stream; the caller unreferences it.
     *
     * @return false at the end, of which {@link #cut()} tells whether it was a proper one
     */
    boolean read(AVPacket packet) throws IOException {
        while (true) {
            int result = avformat.av_read_frame(container, packet);
            input.throwFailure();
            noteError();
            if (result < 0) {
                endedInError |= result != avutil.AVERROR_EOF;
                return false;
            }
            if (packet.stream_index() == stream.index()) {
                lastPacketCorrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
                return true;
            }
            avcodec.av_packet_unref(packet);
        }
    }

    /** Whether the last packet was incomplete or the file ended in the middle of something. */
    boolean cut() {
        return lastPacketCorrupt || endedInError;
    }

    /**
     * Matroska's demuxer gives a cut file a plain end, and says what is wrong in its log alone; for
     * a short file that happens while it is probed.
     */
    private void noteError() {
        endedInError |= container.pb().eof_reached() != 0 && FfmpegLog.hasComplained(logAddress);
        FfmpegLog.watch(logAddress);
    }

    @Override
    public void close() {
        FfmpegLog.forget(logAddress);
        avformat.avformat_close_input(container);
        input.close();
    }

    private void openContainer() throws UnreadableVideoException, IOException {
        container.pb(input.context());
        container.probesize(PROBE_BYTES);
        container.max_analyze_duration(PROBE_DURATION_US);
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "format_whitelist", CONTAINERS, 0);
        avutil.av_dict_set(options, "protocol_whitelist", NO_PROTOCOL, 0);
        int result = avformat.avformat_open_input(container, (String) null, null, options);
        avutil.av_dict_free(options);
        input.throwFailure();
        if (result < 0) {
            throw new UnreadableVideoException(
                    Kind.NOT_A_VIDEO,
                    "not a video container that can be read ("
                            + FfmpegErrors.describe(result)
                            + "); record to WebM, MP4 or another of "
                            + CONTAINERS);
        }
    }

    private void selectStream(VideoLimits limits) throws UnreadableVideoException, IOException {
        stream = videoStream();
        for (int i = 0; i < container.nb_streams(); i++) {
            if (i != stream.index()) {
                container.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
        checkLimits(limits);
        FfmpegLog.watch(logAddress);
        int result = findStreamInfo(limits);
        input.throwFailure();
        noteError();
        if (result < 0) {
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "the container's streams cannot be read ("
                            + FfmpegErrors.describe(result)
                            + "); record it again");
        }
        checkLimits(limits);
        if (stream.codecpar().width() <= 0 || stream.codecpar().height() <= 0) {
            throw new UnreadableVideoException(
                    Kind.NO_VIDEO_STREAM,
                    "the video stream has no picture size; record it with the camera on");
        }
    }

    /** Probing decodes pictures, whose true size may differ from what the container says. */
    private int findStreamInfo(VideoLimits limits) {
        int streams = container.nb_streams();
        AVDictionary options = new AVDictionary(null);
        avutil.av_dict_set(options, "max_pixels", Long.toString(limits.maxPixels()), 0);
        try (PointerPointer<AVDictionary> perStream = new PointerPointer<>(streams)) {
            for (int i = 0; i < streams; i++) {
                perStream.put(i, i == stream.index() ? options : null);
            }
            int result = avformat.avformat_find_stream_info(container, perStream);
            options = new AVDictionary(perStream.get(stream.index()));
            return result;
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private AVStream videoStream() throws UnreadableVideoException {
        for (int i = 0; i < container.nb_streams(); i++) {
            AVStream candidate = container.streams(i);
            boolean cover = (candidate.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0;
            if (!cover && candidate.codecpar().codec_type() == avutil.AVMEDIA_TYPE_VIDEO) {
                return candidate;
            }
        }
        throw new UnreadableVideoException(
                Kind.NO_VIDEO_STREAM,
                "the container has no video stream; record it with the camera on");
    }

    private void checkLimits(VideoLimits limits) throws UnreadableVideoException {
        AVCodecParameters picture = stream.codecpar();
        if (Math.max(picture.width(), picture.height()) > limits.maxSidePx()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "pictures of %d x %d px; at most %d px a side are read: record smaller ones"
                            .formatted(picture.width(), picture.height(), limits.maxSidePx()));
        }
        Long durationMs = durationMs();
        if (durationMs != null && durationMs > limits.maxDurationMs()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "%d ms long; at most %d ms are read: split it"
                            .formatted(durationMs, limits.maxDurationMs()));
        }
    }
}
