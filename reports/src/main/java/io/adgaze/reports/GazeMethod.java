package io.adgaze.reports;

import io.adgaze.records.AdSample;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.measures.GazeParameters;
import io.adgaze.records.measures.HeatmapParameters;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How gaze was measured and drawn.
 *
 * @param errorNormMedian median over viewers of the mean held-out error, in widths of the ad's
 *     picture; null where too few viewers have gaze
 * @param kernelSigmaNorm standard deviation of the kernel at that error, in widths
 */
record GazeMethod(
        @Nullable Float errorNormMedian,
        @Nullable Double kernelSigmaNorm,
        double kernelSigmaMinNorm,
        double kernelSigmaMaxNorm,
        int windowMs,
        int maxPointsPerSecond,
        List<String> filters) {

    static GazeMethod of(AdSample sample) {
        Float error = sample.gazeErrorNormMedian();
        return new GazeMethod(
                error,
                error == null ? null : (Double) HeatmapParameters.sigmaNorm(error),
                HeatmapParameters.MIN_SIGMA_NORM,
                HeatmapParameters.MAX_SIGMA_NORM,
                HeatmapParameters.WINDOW_MS,
                GazeTrack.RATE_HZ,
                List.of(
                        "Blinks are left out.",
                        "Only frames with one usable face have gaze, turned by at most "
                                + Math.round(GazeParameters.MAX_TURN_DEG)
                                + " degrees from where it looked at the calibration points.",
                        "Each viewer counts once in each tenth of a second with gaze of theirs,"
                                + " however many points there are; a moment is made of the tenths"
                                + " in the window (Hann weights).",
                        String.format(
                                Locale.ROOT,
                                "The kernel is a Gaussian, round in the picture's pixels; its"
                                        + " sigma is the viewer's mean held-out error over %.4f,"
                                        + " the mean length of a 2-D Gaussian of sigma 1.",
                                HeatmapParameters.MEAN_ERROR_PER_SIGMA)));
    }
}
