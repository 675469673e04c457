package io.adgaze.operators.frames;

import io.adgaze.video.DecodingCost;
import io.adgaze.video.VideoLimits;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much of a session's recordings is looked at, all of them together. What is counted depends on
 * the recordings alone; wall time is the last bound, far above, for what no count foresees.
 *
 * @param framesPerSecond analysed frames a second of recording, at most
 * @param maxSidePx a picture with a longer side is rejected as too large
 * @param maxDurationMs a session's recordings are read up to here, and rejected as too large beyond
 */
public record ReadingLimits(double framesPerSecond, int maxSidePx, long maxDurationMs)
        implements Serializable {

    /** No camera records more than 240 frames a second; a file that claims so is a bomb. */
    private static final int MAX_FRAMES_PER_SECOND = 240;

    /** Pictures are large or many, not both: full HD at 60 a second throughout. */
    private static final long MAX_PIXELS_PER_SECOND = 1920L * 1080 * 60;

    /** Beside 240 pictures a second, sound in packets of 5 ms. */
    private static final int MAX_PACKETS_PER_SECOND = 2 * MAX_FRAMES_PER_SECOND;

    /** Decoding runs at many times the speed of recording. */
    private static final int SLOWEST_DECODING = 4;

    private static final long SECOND_MS = 1000;

    FramePacing pacing() {
        return new FramePacing(framesPerSecond);
    }

    /**
     * What a recording may be that the others of its session leave room for.
     *
     * @param offsetMs where it starts on the session's recording clock
     */
    VideoLimits video(long offsetMs) {
        return new VideoLimits(maxSidePx, Math.max(0, maxDurationMs - offsetMs), maxFrames());
    }

    /**
     * What of a session's limits is passed, in words; null while none is.
     *
     * @param cost of all its recordings so far
     */
    @Nullable String passedBy(DecodingCost cost) {
        if (cost.frames() > maxFrames()) {
            return "%d decoded pictures (%d a second)"
                    .formatted(maxFrames(), MAX_FRAMES_PER_SECOND);
        }
        if (cost.pixels() > maxSeconds() * MAX_PIXELS_PER_SECOND) {
            return "%d million decoded pixels (full HD at 60 a second)"
                    .formatted(maxSeconds() * MAX_PIXELS_PER_SECOND / 1_000_000);
        }
        if (cost.packets() > maxSeconds() * MAX_PACKETS_PER_SECOND) {
            return "%d packets (%d a second)"
                    .formatted(maxSeconds() * MAX_PACKETS_PER_SECOND, MAX_PACKETS_PER_SECOND);
        }
        return null;
    }

    /** Wall time in which a session is decoded, whatever it counts. */
    Duration maxDecoding() {
        return Duration.ofMillis(maxDurationMs).multipliedBy(SLOWEST_DECODING);
    }

    private long maxFrames() {
        return maxSeconds() * MAX_FRAMES_PER_SECOND;
    }

    private long maxSeconds() {
        return Math.max(1, maxDurationMs / SECOND_MS);
    }
}
