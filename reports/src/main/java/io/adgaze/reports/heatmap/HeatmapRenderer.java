package io.adgaze.reports.heatmap;

import io.adgaze.records.density.AdGaze;
import io.adgaze.video.TranscodedVideo;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoLimits;
import io.adgaze.video.VideoTranscoder;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/**
 * Renders an ad with its viewers' gaze over it, as an MP4 with the ad's own sound, timestamps and
 * size, as {@link VideoTranscoder} says.
 *
 * <p>One pass over the ad, picture by picture, on the calling thread; an interrupt stops it. Safe
 * for use by several threads.
 */
public final class HeatmapRenderer {

    private final VideoTranscoder transcoder;

    /**
     * @param limits an ad beyond them is refused
     */
    public HeatmapRenderer(VideoLimits limits) {
        this.transcoder = new VideoTranscoder(limits);
    }

    /**
     * Renders to {@code target}.
     *
     * @param ad the ad's video, which stays the caller's to close
     * @param gaze of moments with enough viewers alone
     * @param minViewers how many are enough: the legend names it
     * @param target a local file, overwritten
     * @throws UnreadableVideoException when the ad cannot be decoded or is over a limit; what lies
     *     in {@code target} is no video then
     * @throws IOException when reading, encoding or writing fails
     */
    public Heatmap render(SeekableByteChannel ad, AdGaze gaze, int minViewers, Path target)
            throws IOException, UnreadableVideoException {
        TranscodedVideo rendered =
                transcoder.transcode(
                        ad, format -> new HeatmapPainter(format, gaze, minViewers), target);
        return new Heatmap(
                rendered.pictures(), rendered.damagedPictures(), rendered.soundMissingBecause());
    }
}
