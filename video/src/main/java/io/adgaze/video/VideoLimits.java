package io.adgaze.video;

import java.io.Serializable;

/**
 * What is refused before it costs memory or time, for recordings and ads alike.
 *
 * @param maxSidePx longest side of a coded picture
 * @param maxDurationMs latest timestamp
 * @param maxFrames most frames decoded
 */
public record VideoLimits(int maxSidePx, long maxDurationMs, long maxFrames)
        implements Serializable {

    /** 4K pictures (the longest common side is DCI's 4096), two hours, 60 frames/s throughout. */
    public static final VideoLimits DEFAULT = new VideoLimits(4096, 7_200_000, 432_000);

    /** The same limits but for the longest side. */
    public VideoLimits withMaxSidePx(int px) {
        return new VideoLimits(px, maxDurationMs, maxFrames);
    }

    /** Most pixels of a coded picture. */
    long maxPixels() {
        return (long) maxSidePx * maxSidePx;
    }
}
