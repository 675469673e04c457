package io.adgaze.models;

/** Counts blinks. */
public final class BlinkDetector {

    private BlinkDetector() {}

    /** One frame further. */
    public static BlinkStep step(
            BlinkTrack previous, long recordingMs, EyeState eye, HeadPose pose) {
        throw new UnsupportedOperationException();
    }
}
