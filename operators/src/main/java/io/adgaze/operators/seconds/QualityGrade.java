package io.adgaze.operators.seconds;

/**
 * One figure for how far a session can be trusted, 1 (best) to 6 (unusable).
 *
 * <p>The share of valid frames gives the grade; a webcam too slow to show a blink adds one.
 */
final class QualityGrade {

    static final int WORST = 6;

    /** Least valid rate of grades 1 to 5. */
    static final float[] LEAST_VALID_RATE = {0.95f, 0.9f, 0.8f, 0.65f, 0.5f};

    /** A blink lasts 100 to 400 ms: below this rate most show in less than two frames. */
    static final float SLOW_WEBCAM_FPS = 12;

    private QualityGrade() {}

    static int of(Float validRate, Float webcamFps) {
        if (validRate == null) {
            return WORST;
        }
        int grade = 1;
        while (grade < WORST && validRate < LEAST_VALID_RATE[grade - 1]) {
            grade++;
        }
        boolean slow = webcamFps == null || webcamFps < SLOW_WEBCAM_FPS;
        return slow ? Math.min(WORST, grade + 1) : grade;
    }
}
