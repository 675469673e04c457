package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * A video's pictures on their way into the copy: decoded, painted on, encoded, one at a time. What
 * it works with stays the caller's to close.
 */
final class PictureTrack {

    private static final int MS_PER_SECOND = 1000;

    private final StreamDecoder decoder;
    private final UprightConverter converter;
    private final PicturePainter painter;
    private final StreamEncoder encoder;
    private final long maxFrames;
    private final double msPerTick;
    private long frames;
    private long nextPts;

    PictureTrack(
            StreamDecoder decoder,
            UprightConverter converter,
            PicturePainter painter,
            StreamEncoder encoder,
            long maxFrames) {
        this.decoder = decoder;
        this.converter = converter;
        this.painter = painter;
        this.encoder = encoder;
        this.maxFrames = maxFrames;
        this.msPerTick = avutil.av_q2d(decoder.context().pkt_timebase()) * MS_PER_SECOND;
    }

    void accept(@Nullable AVPacket packet) throws IOException, UnreadableVideoException {
        decoder.send(packet);
        for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
            paint(frame);
        }
    }

    /** Paints on what the decoder holds back. */
    void finish() throws IOException, UnreadableVideoException {
        accept(null);
        if (frames == 0) {
            throw new UnreadableVideoException(
                    Kind.NO_FRAMES, "the video stream has no readable picture");
        }
        encoder.encode(null);
    }

    TranscodedVideo transcoded() {
        return new TranscodedVideo(frames, decoder.damaged(), null);
    }

    private void paint(AVFrame frame) throws IOException, UnreadableVideoException {
        if (frames == maxFrames) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE, "longer than %d frames".formatted(maxFrames));
        }
        AVFrame picture = converter.toUpright(frame);
        long pts = frame.best_effort_timestamp();
        picture.pts(pts == avutil.AV_NOPTS_VALUE ? nextPts : pts);
        picture.duration(Math.max(1, frame.duration()));
        nextPts = picture.pts() + picture.duration();
        painter.paint(converter.pixels(picture.pts() * msPerTick));
        encoder.encode(picture);
        frames++;
    }
}
