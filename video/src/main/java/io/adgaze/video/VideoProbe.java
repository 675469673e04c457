package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Reads a video's properties without decoding it. */
public final class VideoProbe {

    private static final double MS_PER_SECOND = 1000;

    private VideoProbe() {}

    /**
     * The properties of the video in {@code source}, which stays the caller's to close.
     *
     * <p>Reads the header, and every packet's timestamp where there is no header that names the
     * duration, as in broadcasts.
     *
     * @throws UnreadableVideoException when it is no video or over a limit
     * @throws IOException when {@code source} fails
     */
    public static VideoInfo probe(SeekableByteChannel source, VideoLimits limits)
            throws UnreadableVideoException, IOException {
        try (VideoDemuxer demuxer = VideoDemuxer.open(source, limits)) {
            // What FFmpeg estimates from a broadcast's ends is wrong where several were joined.
            Long durationMs = demuxer.isBroadcast() ? null : demuxer.durationMs();
            AVRational rate = demuxer.streams().video().avg_frame_rate();
            if (durationMs != null && rate.num() > 0 && rate.den() > 0) {
                return info(demuxer, durationMs, (double) rate.num() / rate.den());
            }
            VideoInfo scanned = scan(demuxer, durationMs);
            if (scanned.durationMs() > limits.maxDurationMs()) {
                throw new UnreadableVideoException(
                        Kind.TOO_LARGE, "longer than %d ms".formatted(limits.maxDurationMs()));
            }
            return scanned;
        } catch (RuntimeException e) {
            throw UnreadableVideoException.unexpected(e);
        }
    }

    private static VideoInfo scan(VideoDemuxer demuxer, @Nullable Long headerDurationMs)
            throws UnreadableVideoException, IOException {
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            long endMs = 0;
            long packets = 0;
            while (demuxer.read(packet)) {
                packets++;
                demuxer.countFromStart(packet);
                if (packet.pts() != avutil.AV_NOPTS_VALUE) {
                    endMs = Math.max(endMs, demuxer.toMs(packet.pts() + packet.duration()));
                }
                avcodec.av_packet_unref(packet);
            }
            if (packets == 0) {
                throw new UnreadableVideoException(Kind.NO_FRAMES, "the video stream is empty");
            }
            long durationMs = headerDurationMs == null ? endMs : headerDurationMs;
            double fps = durationMs == 0 ? 0 : packets * MS_PER_SECOND / durationMs;
            return info(demuxer, durationMs, fps);
        } finally {
            avcodec.av_packet_free(packet);
        }
    }

    private static VideoInfo info(VideoDemuxer demuxer, long durationMs, double fps) {
        return new VideoInfo(
                demuxer.streams().video().codecpar().width(),
                demuxer.streams().video().codecpar().height(),
                durationMs,
                fps,
                demuxer.streams().hasAudio());
    }
}
