package io.adgaze.records.measures;

import org.jspecify.annotations.Nullable;

/**
 * One figure for how far a session can be trusted, 1 (best) to 6 (unusable).
 *
 * <p>The share of valid frames, times the share of the needed time that was recorded, gives the
 * grade; a webcam too slow to show a blink adds one. A session that was not recorded whole is never
 * of the best.
 */
public final class QualityGrade {

    /** From this grade on a session counts as unusable where a sample is described. */
    public static final int UNUSABLE = 6;

    /** Webcams below this rate, frames a second, show most blinks (100-400 ms) less than twice. */
    public static final float SLOW_WEBCAM_FPS = 12;

    /** The best grade of a session whose recording lacks some of the calibration or of the ad. */
    public static final int BEST_UNLESS_WHOLE = 2;

    private static final float[] LEAST_VALID_RATE = {0.95f, 0.9f, 0.8f, 0.65f, 0.5f};

    private QualityGrade() {}

    /**
     * @param validRate share of the session's frames with exactly one usable face; null without
     *     frames
     * @param webcamFps decoded frames a second; null where not known
     * @param recordedRate share of the calibration and of the playing ad that has frames; 1 where
     *     the recording is whole
     */
    public static int of(@Nullable Float validRate, @Nullable Float webcamFps, float recordedRate) {
        if (validRate == null) {
            return UNUSABLE;
        }
        float validShare = validRate * recordedRate;
        int grade = recordedRate < 1 ? BEST_UNLESS_WHOLE : 1;
        while (grade < UNUSABLE && validShare < leastValidRate(grade)) {
            grade++;
        }
        boolean slow = webcamFps == null || webcamFps < SLOW_WEBCAM_FPS;
        return slow ? Math.min(UNUSABLE, grade + 1) : grade;
    }

    /** Least valid rate of a grade from 1 to 5. */
    public static float leastValidRate(int grade) {
        return LEAST_VALID_RATE[grade - 1];
    }
}
