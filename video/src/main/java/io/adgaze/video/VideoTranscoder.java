package io.adgaze.video;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final Logger LOG = LoggerFactory.getLogger(VideoTranscoder.class);

    private final VideoLimits limits;

    /**
     * @param limits a video beyond them is refused
     */
    public VideoTranscoder(VideoLimits limits) {
        this.limits = limits;
    }

    /**
     * Transcodes {@code source} to {@code target}; without its sound, where that cannot be read.
     *
     * @param source the video, which stays the caller's to close
     * @param painters makes what paints on each picture
     * @param target a local file, overwritten
     * @throws UnreadableVideoException when the video cannot be decoded or is over a limit; what
     *     lies in {@code target} is no video then
     * @throws IOException when reading {@code source} or writing {@code target} fails
     */
    public TranscodedVideo transcode(
            SeekableByteChannel source, PicturePainter.Factory painters, Path target)
            throws IOException, UnreadableVideoException {
        try {
            return transcodeWithSound(source, painters, target);
        } catch (UnusableSoundException e) {
            LOG.info("A video is copied without its sound", e);
            try (VideoDemuxer silent = VideoDemuxer.open(source, limits)) {
                return transcode(silent, painters, target)
                        .withoutSound(requireNonNull(e.getMessage()));
            }
        } catch (RuntimeException e) {
            throw UnreadableVideoException.unexpected(e);
        }
    }

    private TranscodedVideo transcodeWithSound(
            SeekableByteChannel source, PicturePainter.Factory painters, Path target)
            throws IOException, UnreadableVideoException {
        try (VideoDemuxer demuxer = VideoDemuxer.openWithSound(source, limits)) {
            return transcode(demuxer, painters, target);
        }
    }

    private TranscodedVideo transcode(
            VideoDemuxer demuxer, PicturePainter.Factory painters, Path target)
            throws IOException, UnreadableVideoException {
        ContainerStreams streams = demuxer.streams();
        UprightFormat format = UprightFormat.of(streams);
        AVStream heard = streams.sound();
        try (Mp4Writer writer = new Mp4Writer(target);
                StreamDecoder decoder = StreamDecoder.open(streams.video(), limits);
                UprightConverter converter = new UprightConverter(format);
                PicturePainter painter = painters.create(format.pictures());
                StreamEncoder encoder = StreamEncoder.h264(format, streams, writer);
                SoundCopy sound = heard == null ? null : SoundCopy.open(heard, limits, writer)) {
            PictureTrack pictures =
                    new PictureTrack(decoder, converter, painter, encoder, limits.maxFrames());
            begin(writer, sound);
            copy(demuxer, pictures, sound);
            writer.finish();
            return pictures.transcoded();
        }
    }

    /** Pictures that were encoded here fit into an MP4; sound that is copied need not. */
    private static void begin(Mp4Writer writer, @Nullable SoundCopy sound)
            throws IOException, UnreadableVideoException {
        try {
            writer.begin();
        } catch (UnreadableVideoException e) {
            throw sound == null ? e : new UnusableSoundException(e);
        }
    }

    private static void copy(VideoDemuxer demuxer, PictureTrack pictures, @Nullable SoundCopy sound)
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
}
