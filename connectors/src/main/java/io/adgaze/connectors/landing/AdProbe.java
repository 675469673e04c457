package io.adgaze.connectors.landing;

import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoLimits;
import io.adgaze.video.VideoProbe;
import java.io.IOException;
import java.io.Serializable;
import java.nio.channels.SeekableByteChannel;

/** Measures an ad's video. Serializable, as it travels with the job; safe for several threads. */
@FunctionalInterface
public interface AdProbe extends Serializable {

    /**
     * The length of the video in milliseconds.
     *
     * @param video the ad's file, at its start
     * @throws IOException when the store fails
     * @throws UnreadableVideoException when the file is not a video that can be played, or one over
     *     a limit
     */
    long durationMs(SeekableByteChannel video) throws IOException, UnreadableVideoException;

    /**
     * Asks the video's container.
     *
     * @param maxSidePx a video with a longer side is refused
     */
    static AdProbe video(int maxSidePx) {
        VideoLimits limits = VideoLimits.DEFAULT.withMaxSidePx(maxSidePx);
        return video -> VideoProbe.probe(video, limits).durationMs();
    }
}
