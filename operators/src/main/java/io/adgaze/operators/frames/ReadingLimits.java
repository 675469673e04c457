package io.adgaze.operators.frames;

import io.adgaze.video.VideoLimits;
import java.io.Serializable;

/**
 * How much of a recording is looked at.
 *
 * @param framesPerSecond analysed frames a second of recording, at most
 * @param maxSidePx a picture with a longer side is rejected as too large
 * @param maxDurationMs a recording is read up to here, and rejected as too large beyond
 */
public record ReadingLimits(double framesPerSecond, int maxSidePx, long maxDurationMs)
        implements Serializable {

    /** No camera records more than 240 frames a second; a file that claims so is a bomb. */
    private static final int MAX_FRAMES_PER_SECOND = 240;

    private static final long SECOND_MS = 1000;

    FramePacing pacing() {
        return new FramePacing(framesPerSecond);
    }

    VideoLimits video() {
        long maxFrames = maxDurationMs / SECOND_MS * MAX_FRAMES_PER_SECOND;
        return new VideoLimits(maxSidePx, maxDurationMs, maxFrames);
    }
}
