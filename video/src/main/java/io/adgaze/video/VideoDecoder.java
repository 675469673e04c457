package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes a recording's pictures in the order of their timestamps; its sound is never decoded.
 *
 * <p>Reads through a channel, on the calling thread alone. Pictures longer than {@value
 * PictureConverter#MAX_SIDE_PX} px on a side are scaled down to that, and turned upright where the
 * camera says how it was held. Time is the container's own timestamp in milliseconds; a frame whose
 * timestamp does not advance is dropped and counted.
 *
 * <p>Damaged packets are passed over. A recording that ends too early gives what it holds, and
 * {@link #truncated()} says so.
 *
 * <p>Not safe for several threads at once; instances are independent of each other.
 */
public final class VideoDecoder implements AutoCloseable {

    /** Undecodable packets in a row after which nothing more is expected: ten seconds' worth. */
    private static final int MAX_BROKEN_PACKETS = 300;

    private final VideoLimits limits;
    private final VideoDemuxer demuxer;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame picture = avutil.av_frame_alloc();
    private final PictureConverter converter;
    private final AVCodecContext codec;

    private VideoFrame onLoan;
    private boolean pending;
    private boolean ended;
    private long timestampMs = Long.MIN_VALUE;
    private long frames;
    private int brokenPackets;
    private int nonMonotonicFrames;
    private int widthPx;
    private int heightPx;

    private VideoDecoder(VideoDemuxer demuxer, VideoLimits limits) {
        this.demuxer = demuxer;
        this.limits = limits;
        converter = new PictureConverter(quarterTurnsClockwise(demuxer.stream()));
        codec = avcodec.avcodec_alloc_context3(null);
    }

    /**
     * Opens a recording and decodes its first picture, so that one which opens has a frame.
     *
     * @param source read and positioned until the decoder is closed; stays the caller's to close
     * @throws UnreadableVideoException when it is no video, over a limit, or has no readable
     *     picture
     * @throws IOException when {@code source} fails
     */
    public static VideoDecoder open(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        VideoDecoder decoder = new VideoDecoder(VideoDemuxer.open(source, limits), limits);
        try {
            decoder.openCodec();
            if (!decoder.advance()) {
                throw new UnreadableVideoException(
                        Kind.NO_FRAMES,
                        "the video stream has no readable picture; record it again");
            }
            decoder.convert();
            return decoder;
        } catch (UnreadableVideoException | IOException | RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /**
     * The next frame, on loan until the next call; null at the end.
     *
     * @throws UnreadableVideoException when decoding breaks for good or a limit is passed
     * @throws IOException when the source fails; nothing more can be read then
     */
    public VideoFrame next() throws UnreadableVideoException, IOException {
        endLoan();
        if (!advance()) {
            return null;
        }
        pending = false;
        onLoan = new VideoFrame(convert(), timestampMs);
        return onLoan;
    }

    /**
     * Whether the recording was cut: it ended in an error, in the middle of a packet, or in packets
     * that cannot be decoded. Known once {@link #next()} has returned null.
     */
    public boolean truncated() {
        return ended && (demuxer.cut() || brokenPackets > 0);
    }

    /** Frames dropped so far because their timestamp was missing or went back. */
    public int nonMonotonicFrames() {
        return nonMonotonicFrames;
    }

    /** Width of the frames as {@link #next()} gives them; a recording may change it on its way. */
    public int widthPx() {
        return widthPx;
    }

    /** Height of the frames as {@link #next()} gives them. */
    public int heightPx() {
        return heightPx;
    }

    /** The container's duration; null when it does not say, as browsers' recordings do not. */
    public Long durationMs() {
        return demuxer.durationMs();
    }

    /** Ends the frame on loan and frees all but the source. */
    @Override
    public void close() {
        endLoan();
        avcodec.avcodec_free_context(codec);
        converter.close();
        avutil.av_frame_free(picture);
        avcodec.av_packet_free(packet);
        demuxer.close();
    }

    private void openCodec() throws UnreadableVideoException {
        AVStream stream = demuxer.stream();
        int codecId = stream.codecpar().codec_id();
        AVCodec decoder = avcodec.avcodec_find_decoder(codecId);
        if (decoder == null) {
            throw new UnreadableVideoException(
                    Kind.NO_VIDEO_STREAM,
                    "no decoder for %s; record H.264, VP8, VP9 or AV1"
                            .formatted(avcodec.avcodec_get_name(codecId).getString()));
        }
        avcodec.avcodec_parameters_to_context(codec, stream.codecpar());
        codec.thread_count(1);
        codec.pkt_timebase(stream.time_base());
        codec.max_pixels(limits.maxPixels());
        int result = avcodec.avcodec_open2(codec, decoder, (AVDictionary) null);
        if (result < 0) {
            throw new UnreadableVideoException(
                    Kind.BROKEN,
                    "the video stream cannot be decoded ("
                            + FfmpegErrors.describe(result)
                            + "); record it again");
        }
    }

    /** Makes a decoded picture with an advancing timestamp pending; false at the end. */
    private boolean advance() throws UnreadableVideoException, IOException {
        while (!pending && decode()) {
            long timestamp = picture.best_effort_timestamp();
            long ms = demuxer.toMs(timestamp);
            if (timestamp == avutil.AV_NOPTS_VALUE || ms < timestampMs) {
                nonMonotonicFrames++;
                continue;
            }
            if (ms == timestampMs) {
                continue; // Two frames within a millisecond show one moment.
            }
            checkLimits(ms);
            timestampMs = ms;
            pending = true;
        }
        return pending;
    }

    private boolean decode() throws UnreadableVideoException, IOException {
        while (!ended) {
            int result = avcodec.avcodec_receive_frame(codec, picture);
            if (result == 0) {
                frames++;
                brokenPackets = 0;
                return true;
            }
            if (result == avutil.AVERROR_EOF) {
                ended = true;
            } else if (result == avutil.AVERROR_EAGAIN()) {
                feed();
            } else {
                countBroken(result);
            }
        }
        return false;
    }

    private void feed() throws UnreadableVideoException, IOException {
        if (!demuxer.read(packet)) {
            avcodec.avcodec_send_packet(codec, null);
            return;
        }
        int result = avcodec.avcodec_send_packet(codec, packet);
        avcodec.av_packet_unref(packet);
        if (result < 0) {
            countBroken(result);
        }
    }

    private void countBroken(int error) throws UnreadableVideoException {
        brokenPackets++;
        if (brokenPackets > MAX_BROKEN_PACKETS) {
            throw new UnreadableVideoException(
                    frames == 0 ? Kind.NO_FRAMES : Kind.BROKEN,
                    "%d packets in a row cannot be decoded (%s); record it again"
                            .formatted(brokenPackets, FfmpegErrors.describe(error)));
        }
    }

    private void checkLimits(long ms) throws UnreadableVideoException {
        if (ms > limits.maxDurationMs() || frames > limits.maxFrames()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "longer than %d ms or %d frames: split it"
                            .formatted(limits.maxDurationMs(), limits.maxFrames()));
        }
    }

    private Mat convert() throws UnreadableVideoException {
        Mat bgr = converter.toBgr(picture);
        widthPx = bgr.cols();
        heightPx = bgr.rows();
        return bgr;
    }

    private void endLoan() {
        if (onLoan != null) {
            onLoan.close();
            onLoan = null;
        }
    }

    private static int quarterTurnsClockwise(AVStream stream) {
        AVPacketSideData matrix =
                avcodec.av_packet_side_data_get(
                        stream.codecpar().coded_side_data(),
                        stream.codecpar().nb_coded_side_data(),
                        avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null) {
            return 0;
        }
        double degreesCounterClockwise =
                avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        return Math.floorMod(Math.round(-degreesCounterClockwise / 90), 4);
    }
}
