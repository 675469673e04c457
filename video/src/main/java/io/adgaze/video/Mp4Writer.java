package io.adgaze.video;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_close;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Writes an MP4 whose index comes first, so that playing starts before all is loaded.
 *
 * <p>Streams are added, then {@link #begin}, then packets, then {@link #finish}; a file that was
 * not finished is not playable.
 */
final class Mp4Writer implements AutoCloseable {

    /**
     * What Linux says of files alone: ENOENT, EIO, EBADF, EACCES, ENFILE, EMFILE, EFBIG, ENOSPC,
     * EROFS, EDQUOT. Moving the index to the front opens the file once more.
     */
    private static final Set<Integer> OF_FILES =
            Set.of(-2, -5, -9, -13, -23, -24, -27, -28, -30, -122);

    private final Path file;
    private final AVFormatContext format = new AVFormatContext(null);
    private final List<Long> lastDts = new ArrayList<>();

    Mp4Writer(Path file) throws IOException {
        this.file = file;
        String url = "file:" + file.toAbsolutePath();
        checkFile(
                avformat_alloc_output_context2(format, (AVOutputFormat) null, "mp4", url),
                "preparing an MP4");
        AVIOContext output = new AVIOContext(null);
        int opened = avio_open(output, url, AVIO_FLAG_WRITE);
        format.pb(output);
        if (opened < 0) {
            close();
            checkFile(opened, "writing " + file);
        }
    }

    /** Adds a stream of packets coded as {@code parameters} say; returns its index. */
    int addStream(AVCodecParameters parameters, AVRational timeBase)
            throws UnreadableVideoException {
        AVStream stream = avformat_new_stream(format, null);
        FfmpegError.check(
                avcodec_parameters_copy(stream.codecpar(), parameters),
                "adding a stream to the MP4");
        // The tag is the source container's name for the codec; MP4 has its own.
        stream.codecpar().codec_tag(0);
        stream.time_base(timeBase);
        stream.sample_aspect_ratio(parameters.sample_aspect_ratio());
        lastDts.add(AV_NOPTS_VALUE);
        return stream.index();
    }

    void begin() throws IOException, UnreadableVideoException {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        int written = avformat_write_header(format, options);
        av_dict_free(options);
        check(written, "writing the head of " + file);
    }

    /** Writes a packet whose times are in {@code timeBase}, and empties it. */
    void write(AVPacket packet, int stream, AVRational timeBase)
            throws IOException, UnreadableVideoException {
        packet.stream_index(stream);
        av_packet_rescale_ts(packet, timeBase, format.streams(stream).time_base());
        keepTimeAdvancing(packet, stream);
        check(av_interleaved_write_frame(format, packet), "writing " + file);
    }

    /** Writes what is left and moves the index to the front. */
    void finish() throws IOException, UnreadableVideoException {
        check(av_write_trailer(format), "finishing " + file);
        checkFile(closeFile(), "finishing " + file);
    }

    @Override
    public void close() {
        closeFile();
        avformat_free_context(format);
    }

    /**
     * Throws when a step failed.
     *
     * @throws IOException when the file could not be written
     * @throws UnreadableVideoException when what should be written does not fit into an MP4
     */
    private void check(int result, String step) throws IOException, UnreadableVideoException {
        if (result < 0 && (format.pb().error() < 0 || OF_FILES.contains(result))) {
            checkFile(result, step);
        }
        FfmpegError.check(result, step);
    }

    private static void checkFile(int result, String step) throws IOException {
        if (result < 0) {
            throw new IOException(step + " failed: " + FfmpegError.describe(result));
        }
    }

    private int closeFile() {
        AVIOContext output = format.pb();
        if (output == null) {
            return 0;
        }
        format.pb(null);
        return avio_close(output);
    }

    /** MP4 holds no two packets of one time; a damaged video may. */
    private void keepTimeAdvancing(AVPacket packet, int stream) {
        long last = lastDts.get(stream);
        if (packet.dts() == AV_NOPTS_VALUE) {
            packet.dts(packet.pts());
        }
        if (last != AV_NOPTS_VALUE && packet.dts() <= last) {
            packet.dts(last + 1);
            packet.pts(Math.max(packet.pts(), packet.dts()));
        }
        lastDts.set(stream, packet.dts());
    }
}
