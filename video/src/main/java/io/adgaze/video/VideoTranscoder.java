package io.adgaze.video;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;

/**
 * Copies a video with something painted over its pictures, as an MP4: H.264, YUV 4:2:0, index
 * first, the video's own sound, timestamps and size (odd sides lose a pixel, sides over {@value
 * UprightFormat#MAX_SIDE_PX} pixels are scaled down). Pixels that are not painted on differ from
 * the video's by the codec's error alone.
 *
 * <p>One pass over the video, picture by picture, on the calling thread; an interrupt stops it.
 * Safe for use by several threads.
 */
public final class VideoTranscoder {

    private static final Set<Integer> COPIED_SOUND =
            Set.of(avcodec.AV_CODEC_ID_AAC, avcodec.AV_CODEC_ID_MP3);

    private final VideoLimits limits;

    /**
     * @param limits a video beyond them is refused
     */
    public VideoTranscoder(VideoLimits limits) {
        this.limits = limits;
    }

    /**
     * Transcodes {@code source} to {@code target}.
     *
     * @param source the video, which stays the caller's to close
     * @param painters makes what paints on each picture
     * @param target a local file, overwritten
     * @throws UnreadableVideoException when the video cannot be decoded or is over a limit; what
     *     lies in {@code target} is no video then
     * @throws IOException when reading, encoding or writing fails
     */
    public TranscodedVideo transcode(
            SeekableByteChannel source, PicturePainter.Factory painters, Path target)
            throws IOException, UnreadableVideoException {
        try (VideoDemuxer demuxer = VideoDemuxer.openWithSound(source, limits);
                Mp4Writer writer = new Mp4Writer(target)) {
            ContainerStreams streams = demuxer.streams();
            UprightFormat format = UprightFormat.of(streams);
            try (StreamDecoder decoder = StreamDecoder.open(streams.video(), limits);
                    UprightConverter converter = new UprightConverter(format);
                    PicturePainter painter = painters.create(format.pictures());
                    StreamEncoder encoder = StreamEncoder.h264(format, streams, writer);
                    SoundTrack sound = soundTrack(streams.sound(), writer)) {
                PictureTrack pictures =
                        new PictureTrack(decoder, converter, painter, encoder, limits.maxFrames());
                writer.begin();
                copy(demuxer, pictures, sound);
                writer.finish();
                return pictures.transcoded();
            }
        }
    }

    private static void copy(
            VideoDemuxer demuxer, PictureTrack pictures, @Nullable SoundTrack sound)
            throws IOException, UnreadableVideoException {
        AVPacket packet = avcodec.av_packet_alloc();
        try {
            while (demuxer.read(packet)) {
                requireNotInterrupted();
                demuxer.countFromStart(packet);
                if (demuxer.streams().isVideo(packet)) {
                    pictures.accept(packet);
                } else if (sound != null) {
                    sound.accept(packet);
                }
                avcodec.av_packet_unref(packet);
            }
        } finally {
            avcodec.av_packet_free(packet);
        }
        pictures.finish();
        if (sound != null) {
            sound.finish();
        }
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("transcoding was interrupted");
        }
    }

    /** The way that the sound takes; null where the video is silent. */
    private @Nullable SoundTrack soundTrack(@Nullable AVStream sound, Mp4Writer writer)
            throws IOException, UnreadableVideoException {
        if (sound == null) {
            return null;
        }
        return COPIED_SOUND.contains(sound.codecpar().codec_id())
                ? new CopiedSound(sound, writer)
                : TranscodedSound.open(sound, limits, writer);
    }
}
