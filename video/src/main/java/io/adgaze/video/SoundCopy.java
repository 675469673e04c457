package io.adgaze.video;

import java.io.IOException;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * A video's sound on its way into the copy, in whichever way. What is wrong with it is told apart
 * from what is wrong with the pictures: a copy without its sound is better than none.
 */
final class SoundCopy implements AutoCloseable {

    private static final Set<Integer> COPIED =
            Set.of(avcodec.AV_CODEC_ID_AAC, avcodec.AV_CODEC_ID_MP3);

    private static final AVRational MILLISECONDS = avutil.av_make_q(1, 1000);

    private final SoundTrack track;
    private final AVStream stream;
    private final long maxMs;

    private SoundCopy(SoundTrack track, AVStream stream, long maxMs) {
        this.track = track;
        this.stream = stream;
        this.maxMs = maxMs;
    }

    /** Adds a stream of the sound of {@code stream} to {@code writer}. */
    static SoundCopy open(AVStream stream, VideoLimits limits, Mp4Writer writer)
            throws UnusableSoundException {
        try {
            SoundTrack track =
                    COPIED.contains(stream.codecpar().codec_id())
                            ? new CopiedSound(stream, writer)
                            : TranscodedSound.open(stream, limits, writer);
            return new SoundCopy(track, stream, limits.maxDurationMs());
        } catch (UnreadableVideoException e) {
            throw new UnusableSoundException(e);
        }
    }

    /** Takes the next packet of the sound, and may empty it. */
    void accept(AVPacket packet) throws IOException, UnusableSoundException {
        try {
            requireWithinLimit(packet);
            track.accept(packet);
        } catch (UnreadableVideoException e) {
            throw new UnusableSoundException(e);
        }
    }

    /** Writes what is held back. */
    void finish() throws IOException, UnusableSoundException {
        try {
            track.finish();
        } catch (UnreadableVideoException e) {
            throw new UnusableSoundException(e);
        }
    }

    @Override
    public void close() {
        track.close();
    }

    /** Bounds how much silence a gap is filled with. */
    private void requireWithinLimit(AVPacket packet) throws UnreadableVideoException {
        if (packet.pts() != avutil.AV_NOPTS_VALUE
                && avutil.av_compare_ts(packet.pts(), stream.time_base(), maxMs, MILLISECONDS)
                        > 0) {
            throw new UnreadableVideoException(
                    UnreadableVideoException.Kind.TOO_LARGE,
                    "it goes on after %d ms".formatted(maxMs));
        }
    }
}
