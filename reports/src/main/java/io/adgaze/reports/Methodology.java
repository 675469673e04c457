package io.adgaze.reports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adgaze.records.AdReport;
import io.adgaze.records.AdSample;
import io.adgaze.records.AdSecond;
import io.adgaze.records.Versions;
import io.adgaze.records.json.Json;
import io.adgaze.records.measures.Measure;
import io.adgaze.records.measures.Reliability;
import io.adgaze.reports.heatmap.Heatmap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How an ad's figures came about: {@code methodology.json}, its components in snake case.
 *
 * @param dt the day of the ad's partition of {@code ad_seconds}
 * @param asOf when the figures were made, ISO 8601; sessions that came later are not in them
 */
record Methodology(
        String adId,
        String dt,
        long adDurationMs,
        String asOf,
        String metricVersion,
        String modelVersion,
        Sample sample,
        Exclusions exclusions,
        GazeMethod gaze,
        FixationMethod fixations,
        BlinkMethod blinks,
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
     * Who was counted, as {@link AdSample} has it.
     *
     * @param viewersN viewers, each by their first session
     * @param gazeViewersN those whose gaze was calibrated
     */
    record Sample(
            int viewersN,
            int gazeViewersN,
            @Nullable Integer usableViewersN,
            @Nullable Integer completedN,
            @Nullable Float validRateMean,
            int minViewers) {

        static Sample of(AdSample sample) {
            return new Sample(
                    sample.sessionsN(),
                    sample.gazeSessionsN(),
                    sample.usableSessionsN(),
                    sample.completedN(),
                    sample.validRateMean(),
                    sample.minViewers());
        }
    }

    /** Who and what was left out. */
    record Exclusions(long suppressedSecondsN, List<String> rules) {}

    /**
     * What became of the heatmap.
     *
     * @param frames pictures rendered
     * @param damagedPictures pictures of the ad that were damaged: missing, or patched up
     * @param missingBecause why there is no heatmap; null where there is one
     * @param soundMissingBecause why it lacks the ad's sound; null where it does not
     * @param asOf of when the figures are whose viewers' gaze it shows
     * @param viewersN how many viewers those were
     */
    record HeatmapFile(
            long frames,
            int damagedPictures,
            @Nullable String missingBecause,
            @Nullable String soundMissingBecause,
            String asOf,
            int viewersN,
            String colours) {

        private static final String COLOURS =
                "Inferno (perceptually uniform; S. van der Walt and N. Smith, 2015), transparent"
                        + " where nobody looks. Brightness is agreement: full where all viewers"
                        + " look at one place as sharply as their gaze error lets us see, the same"
                        + " scale in every frame.";

        static HeatmapFile of(HeatmapOutcome outcome) {
            Heatmap heatmap = outcome.heatmap();
            return new HeatmapFile(
                    outcome.frames(),
                    heatmap == null ? 0 : heatmap.damagedPictures(),
                    outcome.missingBecause(),
                    heatmap == null ? null : heatmap.soundMissingBecause(),
                    outcome.asOf().toString(),
                    outcome.viewersN(),
                    COLOURS);
        }

        HeatmapOutcome outcome() {
            Heatmap heatmap =
                    missingBecause == null
                            ? new Heatmap(frames, damagedPictures, soundMissingBecause)
                            : null;
            return new HeatmapOutcome(heatmap, missingBecause, Instant.parse(asOf), viewersN);
        }
    }

    /** Empty where a release before 0.2.0 wrote it, whose heatmap does not say of when it is. */
    static Optional<HeatmapOutcome> heatmapOf(byte[] methodology) {
        try {
            JsonNode heatmap = JSON.readTree(methodology).path("heatmap");
            return heatmap.hasNonNull("as_of")
                    ? Optional.of(JSON.treeToValue(heatmap, HeatmapFile.class).outcome())
                    : Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty(); // What cannot be read is written anew.
        }
    }

    static Methodology of(AdReport report, HeatmapOutcome heatmap) {
        return new Methodology(
                report.adId(),
                report.dt(),
                report.adDurationMs(),
                report.asOf().toString(),
                Versions.METRIC,
                Versions.MODEL,
                Sample.of(report.sample()),
                exclusions(report),
                GazeMethod.of(report.sample()),
                FixationMethod.published(),
                BlinkMethod.published(),
                HeatmapFile.of(heatmap),
                definitions(),
                gradeMeanings(),
                LIMITS);
    }

    void write(Path file) throws IOException {
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
                                + " confidence, too dark, too small, tilted) are not measured.",
                        "Frames while the ad does not play belong to no second."));
    }

    private static Map<String, String> definitions() {
        Map<String, String> measures = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            measures.put(measure.columns(), measure.definition());
        }
        return measures;
    }

    private static Map<String, String> gradeMeanings() {
        Map<String, String> grades = new LinkedHashMap<>();
        for (Reliability grade : Reliability.values()) {
            grades.put(grade.code(), grade.meaning());
        }
        return grades;
    }
}
