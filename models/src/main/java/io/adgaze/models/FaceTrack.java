package io.adgaze.models;

import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the tracked viewer from one frame to the next.
 *
 * @param region where to look in the next frame; null when the viewer is lost
 * @param lastBox where the viewer was last seen; null when never
 * @param lastSeenMs when that was
 * @param lastDetectionMs when the detector last ran
 * @param otherFace whether it then saw another face of comparable size
 * @param missedDetections how many times running the detector saw no face where the viewer is
 *     followed
 */
public record FaceTrack(
        @Nullable FaceRegion region,
        @Nullable FaceBox lastBox,
        long lastSeenMs,
        long lastDetectionMs,
        boolean otherFace,
        int missedDetections) {

    private static final long NEVER = -1;
    private static final FaceTrack LOST = new FaceTrack(null, null, NEVER, NEVER, false, 0);

    /** Nobody seen yet. */
    public static FaceTrack lost() {
        return LOST;
    }

    /** Whether it is known where the viewer's face is. */
    public boolean isFollowing() {
        return region != null;
    }

    FaceTrack withoutRegion() {
        return new FaceTrack(
                null, lastBox, lastSeenMs, lastDetectionMs, otherFace, missedDetections);
    }

    FaceTrack detected(long recordingMs, boolean other, int missed) {
        return new FaceTrack(region, lastBox, lastSeenMs, recordingMs, other, missed);
    }

    FaceTrack at(FaceLandmarks face, long recordingMs) {
        return new FaceTrack(
                FaceRegion.around(face),
                face.bounds(),
                recordingMs,
                lastDetectionMs,
                otherFace,
                missedDetections);
    }
}
