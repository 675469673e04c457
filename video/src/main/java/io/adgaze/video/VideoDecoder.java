package io.adgaze.video;

import io.adgaze.records.InvalidReason;
import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a recording's pictures in the order of their timestamps; its sound is never decoded.
 *
 * <p>Reads through a channel, on the calling thread alone. Pictures longer than {@value
 * PictureConverter#MAX_SIDE_PX} px on a side are scaled down to that; they are turned and mirrored
 * as the container says, and their pixels made square, as players show them. Time is in
 * milliseconds from the container's earliest timestamp, of pictures or sound, as players count it;
 * where the container's clock begins anew it runs on. A frame whose timestamp goes back all the
 * same, or is missing, is dropped and counted.
 *
 * <p>Damaged packets are passed over, and frames that their damage reaches say so. A recording that
 * ends too early gives what it holds, and {@link #truncated()} says so.
 *
 * <p>What comes out depends on the recording alone; only the slices of {@link #advance()} depend on
 * the machine. Not safe for several threads at once; instances are independent of each other.
 */
public final class VideoDecoder implements AutoCloseable {

    /** What a slice of decoding came to. */
    public enum Progress {
        /** {@link #frame()} has the next frame. */
        FRAME,
        /** None yet; there may be one with the next slice. */
        NO_FRAME_YET,
        /** There are no more. */
        END
    }

    /** Undecodable packets in a row after which nothing more is expected: ten seconds' worth. */
    private static final int MAX_BROKEN_PACKETS = 300;

    /** After this a slice ends, with a frame or without: a picture more takes as long at most. */
    private static final Duration SLICE = Duration.ofMillis(50);

    private final VideoLimits limits;
    private final long sliceNanos;
    private final VideoDemuxer demuxer;
    private final StreamDecoder decoder;
    private final PictureConverter converter;
    private final RecordingClock clock;
    private final DamagedSpans damaged = new DamagedSpans();
    private final PicturePackets packets;
    private final PictureFaults faults = new PictureFaults(damaged);

    private @Nullable VideoFrame onLoan;
    private boolean flushed;
    private boolean ended;
    private long fedFrom = avutil.AV_NOPTS_VALUE;
    private long timestampMs = -1;
    private DecodingCost cost = DecodingCost.NONE;
    private int nonMonotonicFrames;

    private VideoDecoder(
            VideoDemuxer demuxer, StreamDecoder decoder, VideoLimits limits, Duration slice) {
        this.demuxer = demuxer;
        this.decoder = decoder;
        this.limits = limits;
        this.sliceNanos = slice.toNanos();
        converter = new PictureConverter(demuxer.streams());
        clock = demuxer.clock();
        packets = new PicturePackets(demuxer, clock, damaged);
    }

    /**
     * Opens a recording; its first picture is decoded with the first frame that is asked for.
     *
     * @param source read and positioned until the decoder is closed; stays the caller's to close
     * @throws UnreadableVideoException when it is no video or over a limit
     * @throws IOException when {@code source} fails
     */
    public static VideoDecoder open(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        return open(source, limits, SLICE);
    }

    /** Likewise, with slices that end after another time. */
    static VideoDecoder open(SeekableByteChannel source, VideoLimits limits, Duration slice)
            throws UnreadableVideoException, IOException {
        VideoDemuxer demuxer = VideoDemuxer.open(source, limits);
        try {
            StreamDecoder decoder = StreamDecoder.open(demuxer.streams().video(), limits);
            return new VideoDecoder(demuxer, decoder, limits, slice);
        } catch (RuntimeException e) {
            demuxer.close();
            throw UnreadableVideoException.unexpected(e);
        } catch (UnreadableVideoException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    /**
     * The next frame, on loan until the next call; null at the end.
     *
     * @throws UnreadableVideoException when decoding breaks for good, a limit is passed, or there
     *     is no readable picture at all
     * @throws IOException when the source fails; nothing more can be read then
     */
    public @Nullable VideoFrame next() throws UnreadableVideoException, IOException {
        Progress progress = advance();
        while (progress == Progress.NO_FRAME_YET) {
            progress = advance();
        }
        return progress == Progress.FRAME ? frame() : null;
    }

    /**
     * Decodes up to the next frame, but for no longer than a slice: a recording may hold any number
     * of packets and pictures that give no frame. Ends the loan of the frame before.
     *
     * @throws UnreadableVideoException as {@link #next()} does
     * @throws IOException when the source fails; nothing more can be read then
     */
    public Progress advance() throws UnreadableVideoException, IOException {
        endLoan();
        try {
            return slice();
        } catch (RuntimeException e) {
            throw UnreadableVideoException.unexpected(e);
        }
    }

    private Progress slice() throws UnreadableVideoException, IOException {
        long start = System.nanoTime();
        Progress progress = step();
        while (progress == Progress.NO_FRAME_YET && System.nanoTime() - start < sliceNanos) {
            progress = step();
        }
        return progress;
    }

    /**
     * The frame that {@link #advance()} came to, on loan until its next call.
     *
     * @throws IllegalStateException when it came to none
     */
    public VideoFrame frame() {
        if (onLoan == null) {
            throw new IllegalStateException("there is no frame");
        }
        return onLoan;
    }

    /**
     * Whether the recording was cut: it ended in an error, in the middle of a packet, or in packets
     * that cannot be decoded. Known once it has ended.
     */
    public boolean truncated() {
        return ended && (demuxer.cut() || decoder.undecodableInARow() > 0);
    }

    /** How often so far the container's clock began anew: the recording was joined of parts. */
    public int partsBegun() {
        return clock.partsBegun();
    }

    /** Frames dropped so far because their timestamp was missing or went back. */
    public int nonMonotonicFrames() {
        return nonMonotonicFrames;
    }

    /** Whether data was missing or wrong so far, be there frames that show it or not. */
    public boolean damaged() {
        return damaged.any();
    }

    /** Frames so far that are {@link InvalidReason#DAMAGED}. */
    public int damagedFrames() {
        return faults.damagedFrames();
    }

    /** What decoding has cost so far. */
    public DecodingCost cost() {
        return cost;
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
        packets.close();
        decoder.close();
        demuxer.close();
    }

    /** Reads one packet, or takes one picture. */
    private Progress step() throws UnreadableVideoException, IOException {
        if (ended) {
            return Progress.END;
        }
        AVFrame picture = decoder.receive();
        noteDamage();
        if (picture != null) {
            return take(picture);
        }
        requireDecodable();
        if (flushed) {
            ended = true;
            requireFrames();
            return Progress.END;
        }
        feed();
        return Progress.NO_FRAME_YET;
    }

    private void feed() throws UnreadableVideoException, IOException {
        PicturePackets.Read read = packets.read();
        cost = cost.withPackets(packets.packetsRead());
        if (read == PicturePackets.Read.END) {
            decoder.send(null);
            flushed = true;
            return;
        }
        if (read == PicturePackets.Read.PICTURE) {
            AVPacket packet = packets.packet();
            fedFrom = PicturePackets.shownFrom(packet);
            decoder.send(packet);
            noteDamage();
        }
    }

    private void noteDamage() {
        if (decoder.complainedSinceAsked()) {
            damaged.damage(fedFrom);
        }
    }

    /** Makes a picture a frame, unless its timestamp does not advance. */
    private Progress take(AVFrame picture) throws UnreadableVideoException {
        cost = cost.plusFrame((long) picture.width() * picture.height());
        requireWithin(limits.maxFrames(), cost.frames(), "more than %d frames");
        long timestamp = picture.best_effort_timestamp();
        if (timestamp == avutil.AV_NOPTS_VALUE) {
            nonMonotonicFrames++;
            return Progress.NO_FRAME_YET;
        }
        long ms = clock.toMs(timestamp);
        if (ms <= timestampMs) {
            // Two frames within a millisecond show one moment.
            nonMonotonicFrames += ms < timestampMs ? 1 : 0;
            return Progress.NO_FRAME_YET;
        }
        requireWithin(limits.maxDurationMs(), ms, "longer than %d ms");
        timestampMs = ms;
        onLoan = new VideoFrame(converter.toBgr(picture), ms, faults.of(picture, ms));
        return Progress.FRAME;
    }

    private void requireDecodable() throws UnreadableVideoException {
        if (decoder.undecodableInARow() > MAX_BROKEN_PACKETS) {
            throw new UnreadableVideoException(
                    timestampMs < 0 ? Kind.NO_FRAMES : Kind.BROKEN,
                    "%d packets in a row cannot be decoded (%s)"
                            .formatted(decoder.undecodableInARow(), decoder.lastError()));
        }
    }

    private void requireFrames() throws UnreadableVideoException {
        if (timestampMs < 0) {
            throw new UnreadableVideoException(
                    Kind.NO_FRAMES, "the video stream has no readable picture");
        }
    }

    private static void requireWithin(long limit, long value, String what)
            throws UnreadableVideoException {
        if (value > limit) {
            throw new UnreadableVideoException(Kind.TOO_LARGE, what.formatted(limit));
        }
    }

    private void endLoan() {
        if (onLoan != null) {
            onLoan.close();
            onLoan = null;
        }
    }
}
