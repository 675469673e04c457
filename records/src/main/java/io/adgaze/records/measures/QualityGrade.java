package io.adgaze.records.measures;

import org.jspecify.annotations.Nullable;

/**
 * One figure for how far a session can be trusted, 1 (best) to 6 (unusable).
 *
 * <p>The share of valid frames gives the grade; a webcam too slow to show a blink adds one.
 */
public final class QualityGrade {

    /** From this grade on a session counts as unusable where a sample is described. */
    public static final int UNUSABLE = 6;

    /** Webcams below this rate, frames a second, show most blinks (100-400 ms) less than twice. */
    public static final float SLOW_WEBCAM_FPS = 12;

    private static final float[] LEAST_VALID_RATE = {0.95f, 0.9f, 0.8f, 0.65f, 0.5f};

    private QualityGrade() {}

    /**
     * @param validRate share of the session's frames with exactly one usable face; null without
     *     frames
     * @param webcamFps decoded frames a second; null where not known
     */
    public static int of(@Nullable Float validRate, @Nullable Float webcamFps) {
        if (validRate == null) {
            return UNUSABLE;
        }
        int grade = 1;
        while (grade < UNUSABLE && validRate < leastValidRate(grade)) {
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
