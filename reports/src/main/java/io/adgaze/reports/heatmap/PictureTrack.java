package io.adgaze.reports.heatmap;

import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_q2d;

import io.adgaze.records.GazeTrack;
import io.adgaze.records.MinimumViewers;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** The ad's pictures on their way into the heatmap: decoded, drawn over, encoded, one at a time. */
final class PictureTrack implements AutoCloseable {

    private final double msPerTick;
    private final FrameDecoder decoder;
    private final UprightPicture upright;
    private final GazeDensity density;
    private final Overlay overlay;
    private final StreamEncoder encoder;
    private long frames;
    private long nextPts;

    /** Adds a stream of {@code ad}'s pictures to {@code writer}. */
    PictureTrack(AdDemuxer ad, List<GazeTrack> gaze, int minViewers, Mp4Writer writer)
            throws IOException, UnreadableAdException {
        AVStream video = ad.video();
        PictureFormat format = PictureFormat.of(ad);
        msPerTick = av_q2d(video.time_base()) * 1000;
        decoder = new FrameDecoder(video);
        try {
            AVRational rate = av_guess_frame_rate(ad.format(), video, null);
            encoder = StreamEncoder.h264(format, video.time_base(), rate, writer);
        } catch (IOException | UnreadableAdException | RuntimeException e) {
            decoder.close();
            throw e;
        }
        upright = new UprightPicture(format);
        density = new GazeDensity(gaze, format.displayAspect(), new MinimumViewers(minViewers));
        overlay = new Overlay(format, minViewers);
    }

    void accept(AVPacket packet) throws IOException, UnreadableAdException {
        decoder.send(packet);
        for (AVFrame frame = decoder.receive(); frame != null; frame = decoder.receive()) {
            render(frame);
        }
    }

    /** Renders what the decoder holds back. */
    void finish() throws IOException, UnreadableAdException {
        accept(null);
        if (frames == 0) {
            throw new UnreadableAdException("not one of its pictures can be decoded");
        }
        encoder.encode(null);
    }

    Heatmap heatmap() {
        return new Heatmap(frames, decoder.damagedFrames());
    }

    @Override
    public void close() {
        encoder.close();
        overlay.close();
        upright.close();
        decoder.close();
    }

    private void render(AVFrame frame) throws IOException, UnreadableAdException {
        if (frames == VideoLimits.DEFAULT.maxFrames()) {
            throw new UnreadableAdException("it has more than " + frames + " pictures");
        }
        AVFrame picture = upright.of(frame);
        long pts = frame.best_effort_timestamp();
        picture.pts(pts == AV_NOPTS_VALUE ? nextPts : pts);
        picture.duration(Math.max(1, frame.duration()));
        nextPts = picture.pts() + picture.duration();
        overlay.draw(picture, density.at(picture.pts() * msPerTick));
        encoder.encode(picture);
        frames++;
    }
}
