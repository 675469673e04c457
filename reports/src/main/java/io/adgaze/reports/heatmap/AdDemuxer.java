package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_TIME_BASE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** An ad's container: its packets in order. */
final class AdDemuxer implements AutoCloseable {

    /** Containers whose content cannot name another file for FFmpeg to open, as playlists can. */
    private static final String CONTAINERS =
            "matroska,webm,mov,mp4,avi,mpegts,mpeg,flv,ogg,asf,mxf,ivf,nut";

    /** No protocol has this name: whatever a file refers to stays closed. */
    private static final String NO_PROTOCOL = "none";

    private final ChannelInput input;
    private final AVFormatContext format;
    private final AVStream video;
    private final AVStream audio;

    /** Opens {@code channel}, which stays the caller's to close. */
    AdDemuxer(SeekableByteChannel channel) throws IOException, UnreadableAdException {
        input = new ChannelInput(channel);
        format = avformat_alloc_context();
        format.pb(input.context());
        try {
            open();
            video = bestStream(AVMEDIA_TYPE_VIDEO);
            audio = bestStream(AVMEDIA_TYPE_AUDIO);
            if (video == null) {
                throw new UnreadableAdException("it holds no pictures");
            }
        } catch (IOException | UnreadableAdException | RuntimeException e) {
            close();
            throw e;
        }
    }

    AVStream video() {
        return video;
    }

    /** The sound; null where there is none that can be decoded. */
    AVStream audio() {
        return audio;
    }

    AVFormatContext format() {
        return format;
    }

    /**
     * Reads the next packet, its times in ad media time; false at the end. An ad that is cut short
     * ends where it is cut.
     *
     * @throws IOException when the channel fails
     */
    boolean read(AVPacket packet) throws IOException {
        int read = av_read_frame(format, packet);
        input.rethrowFailure();
        if (read < 0) {
            return false;
        }
        long origin = origin(format.streams(packet.stream_index()).time_base());
        if (packet.pts() != AV_NOPTS_VALUE) {
            packet.pts(packet.pts() - origin);
        }
        if (packet.dts() != AV_NOPTS_VALUE) {
            packet.dts(packet.dts() - origin);
        }
        return true;
    }

    @Override
    public void close() {
        avformat_close_input(format);
        input.close();
    }

    /**
     * When the ad's media time is 0. Containers made for broadcast start their clock anywhere, and
     * players count from their first packet.
     */
    private long origin(AVRational timeBase) {
        boolean broadcast = (format.iformat().flags() & AVFMT_TS_DISCONT) != 0;
        if (!broadcast || format.start_time() == AV_NOPTS_VALUE) {
            return 0;
        }
        return format.start_time() * timeBase.den() / timeBase.num() / AV_TIME_BASE;
    }

    private void open() throws IOException, UnreadableAdException {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "format_whitelist", CONTAINERS, 0);
        av_dict_set(options, "protocol_whitelist", NO_PROTOCOL, 0);
        int opened = avformat_open_input(format, (String) null, null, options);
        av_dict_free(options);
        checkReadable(
                opened, "it is no video in a container that is accepted (" + CONTAINERS + ")");
        checkReadable(
                avformat_find_stream_info(format, (AVDictionary) null),
                "its streams are unreadable");
    }

    private void checkReadable(int code, String otherwise)
            throws IOException, UnreadableAdException {
        input.rethrowFailure();
        if (code < 0) {
            throw new UnreadableAdException(otherwise + ": " + FFmpegError.text(code));
        }
    }

    private AVStream bestStream(int mediaType) {
        int index = av_find_best_stream(format, mediaType, -1, -1, (AVCodec) null, 0);
        return index < 0 ? null : format.streams(index);
    }
}
