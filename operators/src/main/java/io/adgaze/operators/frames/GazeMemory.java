package io.adgaze.operators.frames;

import io.adgaze.models.BlinkTrack;
import io.adgaze.models.GazeCalibration;
import org.jspecify.annotations.Nullable;

/**
 * What {@link GazeOperator} keeps of a session.
 *
 * <p>In state, and public for that: Flink serialises no other class without Kryo.
 *
 * @param blink the blink detector's track
 * @param settled whether the calibration's frames are over
 * @param calibration the fitted map to the screen; null before, or where there is none
 * @param outcome how the calibration went, by its own error; null before
 * @param aheadYawDeg the head's yaw while looking at the screen
 * @param aheadPitchDeg the head's pitch while looking at the screen
 * @param verification how far the gaze was from the points to verify; null where no frame of one
 *     has been measured, as in savepoints of before
 */
public record GazeMemory(
        BlinkTrack blink,
        boolean settled,
        @Nullable GazeCalibration calibration,
        @Nullable CalibrationOutcome outcome,
        @Nullable Float aheadYawDeg,
        @Nullable Float aheadPitchDeg,
        @Nullable VerificationErrors verification) {

    static GazeMemory start() {
        return new GazeMemory(BlinkTrack.start(), false, null, null, null, null, null);
    }

    GazeMemory with(BlinkTrack blink) {
        return new GazeMemory(
                blink, settled, calibration, outcome, aheadYawDeg, aheadPitchDeg, verification);
    }

    GazeMemory with(VerificationErrors verification) {
        return new GazeMemory(
                blink, settled, calibration, outcome, aheadYawDeg, aheadPitchDeg, verification);
    }

    GazeMemory settled(
            @Nullable GazeCalibration calibration,
            @Nullable CalibrationOutcome outcome,
            @Nullable Float yawDeg,
            @Nullable Float pitchDeg) {
        return new GazeMemory(blink, true, calibration, outcome, yawDeg, pitchDeg, verification);
    }
}
