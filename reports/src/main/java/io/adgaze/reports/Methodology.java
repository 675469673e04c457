package io.adgaze.reports;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adgaze.models.BlinkDetector;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.GazeFilters;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.Versions;
import io.adgaze.records.json.Json;
import io.adgaze.reports.heatmap.GazeDensity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How an ad's figures came about: {@code methodology.json}, its components in snake case.
 *
 * @param dt the day of the ad's partition of {@code ad_seconds}
 */
public record Methodology(
        String adId,
        String dt,
        long adDurationMs,
        String metricVersion,
        String modelVersion,
        Sample sample,
        Exclusions exclusions,
        Gaze gaze,
        Fixations fixations,
        Blinks blinks,
        HeatmapFile heatmap,
        Map<String, String> measures,
        Map<String, String> grades,
        List<String> limits) {

    private static final JsonMapper JSON =
            Json.mapper()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();

    private static final List<String> LIMITS =
            List.of(
                    "An expression is what a face shows, as a classifier trained on FER2013 reads it;"
                            + " it is not what a person feels.",
                    "Probabilities of a classifier shift with light, glasses, age and skin; compare"
                            + " seconds of one ad, or ads with like viewers, rather than single values.",
                    "Webcam gaze is coarse: read areas of the picture, not points, and no finer than"
                            + " the gaze error.",
                    "Viewers who agree to be recorded need not watch as others do.",
                    "Confidence bounds cover the sampling of viewers alone, not errors of the"
                            + " measurement.");

    /**
     * Who was counted. Figures that would describe fewer than the minimum of viewers are null.
     *
     * @param viewersN viewers, each by their first session
     * @param gazeViewersN those whose gaze was calibrated
     */
    public record Sample(
            int viewersN,
            int gazeViewersN,
            Integer usableViewersN,
            Integer completedN,
            Float validRateMean,
            int minViewers) {

        static Sample of(AdSample sample) {
            boolean shown = sample.sessionsN() >= sample.minViewers();
            return new Sample(
                    sample.sessionsN(),
                    sample.gazeSessionsN(),
                    shown ? sample.usableSessionsN() : null,
                    shown ? sample.completedN() : null,
                    shown ? sample.validRateMean() : null,
                    sample.minViewers());
        }
    }

    /** Who and what was left out. */
    public record Exclusions(long suppressedSecondsN, List<String> rules) {}

    /**
     * How gaze was measured and drawn.
     *
     * @param errorNormMedian median over viewers of the mean held-out error, in widths of the ad's
     *     picture; null where too few viewers have gaze
     * @param kernelSigmaNorm standard deviation of the kernel at that error, in widths
     */
    public record Gaze(
            Float errorNormMedian,
            Double kernelSigmaNorm,
            double kernelSigmaMinNorm,
            double kernelSigmaMaxNorm,
            int windowMs,
            int maxPointsPerSecond,
            List<String> filters) {

        static Gaze of(AdSample sample) {
            boolean shown = sample.gazeSessionsN() >= sample.minViewers();
            Float error = shown ? sample.gazeErrorNormMedian() : null;
            return new Gaze(
                    error,
                    error == null ? null : GazeDensity.sigmaNorm(error),
                    GazeDensity.MIN_SIGMA_NORM,
                    GazeDensity.MAX_SIGMA_NORM,
                    GazeDensity.WINDOW_MS,
                    GazeTrack.RATE_HZ,
                    List.of(
                            "Blinks are left out.",
                            "Only frames with one usable face have gaze, turned by at most "
                                    + Math.round(GazeFilters.MAX_TURN_DEG)
                                    + " degrees from where it looked at the calibration points.",
                            "Each viewer counts once at each moment, however many points the viewer"
                                    + " has in the window (Hann weights, normalised per viewer).",
                            "The kernel is a Gaussian, round in the picture's pixels; its sigma is"
                                    + " the viewer's mean held-out error over 1.2533, the mean"
                                    + " length of a 2-D Gaussian of sigma 1."));
        }
    }

    /**
     * How each viewer's gaze was parted into the fixations of {@code viewer_seconds} and {@code
     * sessions}; {@link GazeFilters} tells what each figure is.
     *
     * @param unit of the distances
     */
    public record Fixations(
            String filter,
            String unit,
            long smoothingWindowMs,
            double velocityThresholdPerS,
            long velocityWindowMs,
            long minDurationMs,
            long maxGapMs,
            long maxFrameIntervalMs,
            long maxAdJumpMs,
            long mergeMaxTimeMs,
            double mergeMaxDistance) {

        static Fixations published() {
            return new Fixations(
                    "I-VT (Salvucci and Goldberg 2000), with gaps filled in and neighbours merged"
                            + " as in Olsen 2012, on gaze smoothed by a centred running median.",
                    "widths of the viewer's screen",
                    GazeFilters.SMOOTHING_WINDOW_MS,
                    GazeFilters.FIXATION_VELOCITY_PER_S,
                    GazeFilters.FIXATION_VELOCITY_WINDOW_MS,
                    GazeFilters.FIXATION_MIN_MS,
                    GazeFilters.FIXATION_MAX_GAP_MS,
                    GazeFilters.FIXATION_MAX_FRAME_INTERVAL_MS,
                    GazeFilters.FIXATION_MAX_AD_JUMP_MS,
                    GazeFilters.FIXATION_MERGE_MS,
                    GazeFilters.FIXATION_MERGE_DISTANCE);
        }
    }

    /**
     * How each viewer's blinks were counted; {@link BlinkDetector} tells what each figure is.
     *
     * @param closedBelowLeast bounds, as shares of the session's own open eye, of the opening below
     *     which an eye is closed
     */
    public record Blinks(
            String filter,
            float closedSpreads,
            float closedBelowLeast,
            float closedBelowMost,
            float openAgainAbove,
            long minDurationMs,
            long maxDurationMs,
            long maxFrameIntervalMs,
            float openLevelRiseMs,
            float openLevelFallMs,
            float spreadMs,
            float maxYawDeg,
            float maxPitchDeg) {

        static Blinks published() {
            return new Blinks(
                    "Eye aspect ratio (Soukupova and Cech 2016), mean of both eyes, as a share of"
                            + " the session's own open eye, which is followed; closed below a"
                            + " threshold that the session's own spread sets.",
                    BlinkDetector.CLOSED_SPREADS,
                    BlinkDetector.MIN_CLOSED,
                    BlinkDetector.MAX_CLOSED,
                    BlinkDetector.HYSTERESIS,
                    BlinkDetector.MIN_BLINK_MS,
                    BlinkDetector.MAX_BLINK_MS,
                    BlinkDetector.MAX_GAP_MS,
                    BlinkDetector.RISE_MS,
                    BlinkDetector.FALL_MS,
                    BlinkDetector.SPREAD_MS,
                    BlinkDetector.MAX_YAW_DEG,
                    BlinkDetector.MAX_PITCH_DEG);
        }
    }

    /**
     * What became of the heatmap.
     *
     * @param frames pictures rendered
     * @param damagedPictures pictures of the ad that were damaged: missing, or patched up
     * @param missingBecause why there is no heatmap; null where there is one
     */
    public record HeatmapFile(
            long frames, int damagedPictures, String missingBecause, String colours) {

        private static final String COLOURS =
                "Inferno (perceptually uniform; S. van der Walt and N. Smith, 2015), transparent"
                        + " where nobody looks. Brightness is agreement: full where all viewers"
                        + " look at one place as sharply as their gaze error lets us see, the same"
                        + " scale in every frame.";

        static HeatmapFile of(HeatmapOutcome outcome) {
            return outcome.heatmap() == null
                    ? new HeatmapFile(0, 0, outcome.missingBecause(), COLOURS)
                    : new HeatmapFile(
                            outcome.heatmap().frames(),
                            outcome.heatmap().damagedPictures(),
                            null,
                            COLOURS);
        }
    }

    public static Methodology of(AdReport report, HeatmapOutcome heatmap) {
        return new Methodology(
                report.adId(),
                report.dt(),
                report.adDurationMs(),
                Versions.METRIC,
                Versions.MODEL,
                Sample.of(report.sample()),
                exclusions(report),
                Gaze.of(report.sample()),
                Fixations.published(),
                Blinks.published(),
                HeatmapFile.of(heatmap),
                definitions(),
                gradeMeanings(),
                LIMITS);
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }

    private static Exclusions exclusions(AdReport report) {
        int minViewers = report.sample().minViewers();
        return new Exclusions(
                report.seconds().stream().filter(AdSecond::suppressed).count(),
                List.of(
                        "A viewer without recorded consent is not measured; what a viewer did not"
                                + " consent to is not computed.",
                        "A viewer who saw the ad several times counts by the first time.",
                        "A figure over fewer than " + minViewers + " viewers is suppressed (null).",
                        "Frames without exactly one usable face (no face, several faces, low"
                                + " confidence, too dark, too small) are not measured.",
                        "Frames while the ad does not play belong to no second."));
    }

    private static Map<String, String> definitions() {
        Map<String, String> measures = new LinkedHashMap<>();
        measures.put("retention_rate", "Share of the ad's viewers that covered the second.");
        measures.put(
                "attention_rate",
                "Share of a viewer's valid frames with the head, and the gaze where measured,"
                        + " toward the ad; mean over viewers.");
        measures.put(
                "engagement_index",
                "Mean of attention x (1 - p_neutral) over a viewer's valid frames, 0 to 1; mean"
                        + " over viewers.");
        measures.put(
                "valence",
                "Mean of p_happy - max(p_angry, p_disgust, p_fear, p_sad), -1 to 1; mean over"
                        + " viewers.");
        measures.put(
                "p_<expression>",
                "Mean probability of the seven FER2013 classes, which sum to 1; mean over"
                        + " viewers.");
        measures.put(
                "gaze_x_norm, gaze_y_norm",
                "Mean over viewers of the second's median gaze; the ad's picture spans 0 to 1 from"
                        + " its top left.");
        measures.put(
                "*_ci95_low, *_ci95_high",
                "95 % confidence bounds of the mean over viewers (Student's t).");
        return measures;
    }

    private static Map<String, String> gradeMeanings() {
        Map<String, String> grades = new LinkedHashMap<>();
        grades.put("insufficient", "Fewer than 30 viewers: an illustration, not a result.");
        grades.put("directional", "30 to 149 viewers: shows a direction.");
        grades.put("report", "150 viewers or more: can be reported.");
        return grades;
    }
}
