package io.adgaze.operators.frames;

import io.adgaze.models.BlinkTrack;
import io.adgaze.models.GazeCalibration;
import io.adgaze.models.GazeFeatures;

/**
 * What {@link GazeOperator} keeps of a session.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo.
 *
 * @param blink the blink detector's track
 * @param settled whether the calibration's frames are over
 * @param calibration the fitted map to the screen; null before, or where there is none
 * @param outcome how the calibration went; null before
 * @param aheadYawDeg the head's yaw while looking at the screen
 * @param aheadPitchDeg the head's pitch while looking at the screen
 * @param featuresVersion which features the session's frames were drawn as when it was begun
 */
public record GazeMemory(
        BlinkTrack blink,
        boolean settled,
        GazeCalibration calibration,
        CalibrationOutcome outcome,
        Float aheadYawDeg,
        Float aheadPitchDeg,
        int featuresVersion) {

    static GazeMemory start() {
        return new GazeMemory(
                BlinkTrack.start(), false, null, null, null, null, GazeFeatures.VERSION);
    }

    /**
     * Whether screen points can still come of the session. They cannot of one that an earlier
     * release had begun and that drew other features.
     */
    boolean knowsFeatures() {
        return featuresVersion == GazeFeatures.VERSION;
    }

    GazeMemory with(BlinkTrack blink) {
        return new GazeMemory(
                blink, settled, calibration, outcome, aheadYawDeg, aheadPitchDeg, featuresVersion);
    }

    GazeMemory settled(
            GazeCalibration calibration, CalibrationOutcome outcome, Float yawDeg, Float pitchDeg) {
        return new GazeMemory(blink, true, calibration, outcome, yawDeg, pitchDeg, featuresVersion);
    }
}
