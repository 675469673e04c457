package io.adgaze.models;

/**
 * What is remembered of the tracked viewer from one frame to the next.
 *
 * @param region where to look in the next frame; null when the viewer is lost
 * @param lastBox where the viewer was last seen; null when never
 * @param lastSeenMs when that was
 * @param lastDetectionMs when the detector last ran
 * @param otherFace whether it then saw another face of comparable size
 * @param missedDetections how many times running the detector saw no face where the viewer is
 *     tracked
 */
public record FaceTrack(
        FaceRegion region,
        FaceBox lastBox,
        long lastSeenMs,
        long lastDetectionMs,
        boolean otherFace,
        int missedDetections) {

    private static final FaceTrack LOST =
            new FaceTrack(null, null, Long.MIN_VALUE, Long.MIN_VALUE, false, 0);

    /** Nobody seen yet. */
    public static FaceTrack lost() {
        return LOST;
    }
}
