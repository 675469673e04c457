package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MP3;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import io.adgaze.records.GazeTrack;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Renders an ad with its viewers' gaze over it, as an MP4: H.264, YUV 4:2:0, index first, the ad's
 * own sound, timestamps and size (odd sides lose a pixel, sides over {@value
 * PictureFormat#MAX_SIDE_PX} pixels are scaled down).
 *
 * <p>One pass over the ad, picture by picture, on the calling thread; an interrupt stops it. Safe
 * for use by several threads.
 */
public final class HeatmapRenderer {

    private static final Set<Integer> COPIED_SOUND = Set.of(AV_CODEC_ID_AAC, AV_CODEC_ID_MP3);

    /**
     * Renders to {@code target}.
     *
     * @param ad the ad's video, which stays the caller's to close
     * @param gaze one track a viewer
     * @param minViewers no gaze is drawn at moments with fewer viewers
     * @param target a local file, overwritten
     * @throws UnreadableAdException when the ad cannot be decoded; what lies in {@code target} is
     *     no video then
     * @throws IOException when reading, encoding or writing fails
     */
    public Heatmap render(SeekableByteChannel ad, List<GazeTrack> gaze, int minViewers, Path target)
            throws IOException, UnreadableAdException {
        // FFmpeg's log is global to the process; what goes wrong is in its return codes.
        av_log_set_level(AV_LOG_ERROR);
        try (AdDemuxer demuxer = new AdDemuxer(ad);
                Mp4Writer writer = new Mp4Writer(target);
                PictureTrack pictures = new PictureTrack(demuxer, gaze, minViewers, writer);
                SoundTrack sound = soundTrack(demuxer, writer)) {
            writer.begin();
            copy(demuxer, pictures, sound);
            writer.finish();
            return pictures.heatmap();
        }
    }

    private static void copy(AdDemuxer ad, PictureTrack pictures, SoundTrack sound)
            throws IOException, UnreadableAdException {
        AVPacket packet = av_packet_alloc();
        try {
            while (ad.read(packet)) {
                requireNotInterrupted();
                if (packet.stream_index() == ad.video().index()) {
                    pictures.accept(packet);
                } else if (sound != null && packet.stream_index() == ad.audio().index()) {
                    sound.accept(packet);
                }
                av_packet_unref(packet);
            }
        } finally {
            av_packet_free(packet);
        }
        pictures.finish();
        if (sound != null) {
            sound.finish();
        }
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("rendering was interrupted");
        }
    }

    /** The way that the ad's sound takes; null where the ad is silent. */
    private static SoundTrack soundTrack(AdDemuxer ad, Mp4Writer writer)
            throws IOException, UnreadableAdException {
        if (ad.audio() == null) {
            return null;
        }
        return COPIED_SOUND.contains(ad.audio().codecpar().codec_id())
                ? new CopiedSound(ad.audio(), writer)
                : new TranscodedSound(ad.audio(), writer);
    }
}
