package io.adgaze.video;

import static java.util.Objects.requireNonNull;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a recording's pictures in the order of their timestamps; its sound is never decoded.
 *
 * <p>Reads through a channel, on the calling thread alone. Pictures longer than {@value
 * PictureConverter#MAX_SIDE_PX} px on a side are scaled down to that; they are turned and mirrored
 * as the container says, and their pixels made square, as players show them. Time is the
 * container's own timestamp in milliseconds; a frame whose timestamp does not advance is dropped
 * and counted.
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
    private final StreamDecoder decoder;
    private final PictureConverter converter;
    private final AVPacket packet = avcodec.av_packet_alloc();

    /** The decoder's own. */
    private @Nullable AVFrame picture;

    private @Nullable VideoFrame onLoan;
    private boolean pending;
    private boolean flushed;
    private boolean ended;
    private long timestampMs = Long.MIN_VALUE;
    private long frames;
    private int nonMonotonicFrames;
    private int widthPx;
    private int heightPx;

    private VideoDecoder(VideoDemuxer demuxer, StreamDecoder decoder, VideoLimits limits) {
        this.demuxer = demuxer;
        this.decoder = decoder;
        this.limits = limits;
        converter = new PictureConverter(demuxer.streams());
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
        VideoDecoder video = open(VideoDemuxer.open(source, limits), limits);
        try {
            if (!video.advance()) {
                throw new UnreadableVideoException(
                        Kind.NO_FRAMES, "the video stream has no readable picture");
            }
            video.convert();
            return video;
        } catch (RuntimeException e) {
            video.close();
            throw UnreadableVideoException.unexpected(e);
        } catch (UnreadableVideoException | IOException | Error e) {
            video.close();
            throw e;
        }
    }

    private static VideoDecoder open(VideoDemuxer demuxer, VideoLimits limits)
            throws UnreadableVideoException {
        try {
            StreamDecoder decoder = StreamDecoder.open(demuxer.streams().video(), limits);
            return new VideoDecoder(demuxer, decoder, limits);
        } catch (UnreadableVideoException | RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    /**
     * The next frame, on loan until the next call; null at the end.
     *
     * @throws UnreadableVideoException when decoding breaks for good or a limit is passed
     * @throws IOException when the source fails; nothing more can be read then
     */
    public @Nullable VideoFrame next() throws UnreadableVideoException, IOException {
        endLoan();
        try {
            if (!advance()) {
                return null;
            }
            pending = false;
            onLoan = new VideoFrame(convert(), timestampMs);
            return onLoan;
        } catch (RuntimeException e) {
            throw UnreadableVideoException.unexpected(e);
        }
    }

    /**
     * Whether the recording was cut: it ended in an error, in the middle of a packet, or in packets
     * that cannot be decoded. Known once {@link #next()} has returned null.
     */
    public boolean truncated() {
        return ended && (demuxer.cut() || decoder.undecodableInARow() > 0);
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
    public @Nullable Long durationMs() {
        return demuxer.durationMs();
    }

    /** Ends the frame on loan and frees all but the source. */
    @Override
    public void close() {
        endLoan();
        converter.close();
        avcodec.av_packet_free(packet);
        decoder.close();
        demuxer.close();
    }

    /** Makes a decoded picture with an advancing timestamp pending; false at the end. */
    private boolean advance() throws UnreadableVideoException, IOException {
        while (!pending && decode()) {
            long timestamp = requireNonNull(picture).best_effort_timestamp();
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
        if (ended) {
            return false;
        }
        picture = decoder.receive();
        while (picture == null && !flushed) {
            feed();
            picture = decoder.receive();
            requireDecodable();
        }
        ended = picture == null;
        frames += ended ? 0 : 1;
        return !ended;
    }

    private void feed() throws IOException, UnreadableVideoException {
        if (!demuxer.read(packet)) {
            decoder.send(null);
            flushed = true;
            return;
        }
        decoder.send(packet);
        avcodec.av_packet_unref(packet);
    }

    private void requireDecodable() throws UnreadableVideoException {
        if (decoder.undecodableInARow() > MAX_BROKEN_PACKETS) {
            throw new UnreadableVideoException(
                    frames == 0 ? Kind.NO_FRAMES : Kind.BROKEN,
                    "%d packets in a row cannot be decoded (%s)"
                            .formatted(decoder.undecodableInARow(), decoder.lastError()));
        }
    }

    private void checkLimits(long ms) throws UnreadableVideoException {
        if (ms > limits.maxDurationMs() || frames > limits.maxFrames()) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "longer than %d ms or %d frames"
                            .formatted(limits.maxDurationMs(), limits.maxFrames()));
        }
    }

    private Mat convert() throws UnreadableVideoException {
        Mat bgr = converter.toBgr(requireNonNull(picture));
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
}
