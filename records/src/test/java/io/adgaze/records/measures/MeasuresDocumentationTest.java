package io.adgaze.records.measures;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures that the user documentation gives of the measures are the ones that are used. */
class MeasuresDocumentationTest {

    private final String contracts = page("contracts.md");
    private final String quality = page("quality.md");

    @Test
    void contractsTellHowFixationsAreFound() {
        assertThat(contracts)
                .contains(
                        row(
                                "smoothing",
                                "running median, %d ms",
                                GazeParameters.SMOOTHING_WINDOW_MS),
                        row("velocity threshold", "%s widths/s", FixationParameters.VELOCITY_PER_S),
                        row(
                                "velocity window",
                                "%d ms, and at least one step",
                                FixationParameters.VELOCITY_WINDOW_MS),
                        row("least length", "%d ms", FixationParameters.MIN_MS),
                        row("longest gap", "%d ms", FixationParameters.MAX_GAP_MS),
                        row(
                                "longest frame interval",
                                "%d ms",
                                FixationParameters.MAX_FRAME_INTERVAL_MS),
                        row(
                                "longest jump of the ad's clock",
                                "%d ms",
                                FixationParameters.MAX_AD_JUMP_MS),
                        row(
                                "merged",
                                "within %d ms and %s widths (3 deg)",
                                FixationParameters.MERGE_MS,
                                FixationParameters.MERGE_DISTANCE));
    }

    @Test
    void contractsTellWhatABlinkIs() {
        assertThat(BlinkParameters.CLOSED_SPREADS).as("six").isEqualTo(6);
        assertThat(contracts)
                .contains(
                        text(
                                "a closure of %d to %d ms of both eyes",
                                BlinkParameters.MIN_MS, BlinkParameters.MAX_MS),
                        text(
                                "Closed is six spreads of that open eye below it, within %s and %s;"
                                        + " open again is %s above.",
                                BlinkParameters.MIN_CLOSED,
                                BlinkParameters.MAX_CLOSED,
                                BlinkParameters.HYSTERESIS),
                        text(
                                "turned by more than %.0f or bowed by more than %.0f degrees, or"
                                        + " across %d ms without a face",
                                BlinkParameters.MAX_YAW_DEG,
                                BlinkParameters.MAX_PITCH_DEG,
                                BlinkParameters.MAX_GAP_MS));
    }

    @Test
    void contractsTellWhichFramesCalibrate() {
        assertThat(CalibrationParameters.MIN_POINTS).as("four").isEqualTo(4);
        assertThat(contracts)
                .contains(
                        text("first %d ms are dropped", CalibrationParameters.ARRIVAL_MS),
                        text("or after %d s, and", CalibrationParameters.LONGEST_LOOK_MS / 1000),
                        text(
                                "heads turned by more than %.0f degrees are left out. Four points"
                                        + " with usable frames or more",
                                GazeParameters.MAX_TURN_DEG));
    }

    @Test
    void contractsTellTheBaselineAndTheLookaway() {
        assertThat(ExpressionParameters.CALM_SHARE).as("a fifth").isEqualTo(0.2);
        assertThat(contracts).contains("the mean of the calmest fifth of its valid frames");
        assertThat(AttentionParameters.LOOKAWAY_MS).as("half a second").isEqualTo(500);
        assertThat(contracts).contains("spells of half a second or more without attention");
    }

    @Test
    void contractsTellTheGrades() {
        assertThat(contracts)
                .contains(
                        text(
                                "insufficient below %d viewers, directional below %d, else report",
                                Reliability.DIRECTIONAL.leastViewers(),
                                Reliability.REPORT.leastViewers()),
                        text(
                                "valid_rate at least %s, less; one worse below %.0f frames/s",
                                leastValidRates(), QualityGrade.SLOW_WEBCAM_FPS));
    }

    @Test
    void contractsTellTheFormulas() {
        assertThat(Measure.VALENCE.definition())
                .contains("Mean of p_happy - max(p_angry, p_disgust, p_fear, p_sad), -1 to 1");
        assertThat(contracts)
                .contains("mean(p_happy - max(p_angry, p_disgust, p_fear, p_sad)), -1..1");
        assertThat(Measure.ENGAGEMENT.definition())
                .contains("Mean of attention x (1 - p_neutral)")
                .contains("0 to 1");
        assertThat(contracts).contains("mean(attention x (1 - p_neutral)), 0..1");
        String attention = "valid frames with the head, and the gaze where measured, toward the ad";
        assertThat(Measure.ATTENTION.definition()).contains(attention);
        assertThat(contracts).contains("share of " + attention);
    }

    @Test
    void qualityTellsWhenAFaceIsTilted() {
        assertThat(quality)
                .contains(text("roll is over %.0f degrees", ValidityParameters.MAX_ROLL_DEG));
    }

    @Test
    void qualityTellsTheGrades() {
        for (int grade = 1; grade < QualityGrade.UNUSABLE; grade++) {
            assertThat(quality)
                    .contains(text("| %d | %s |", grade, QualityGrade.leastValidRate(grade)));
        }
        assertThat(quality)
                .contains(
                        text("| %d | less, or no frames |", QualityGrade.UNUSABLE),
                        text("one worse (%d at most) below", QualityGrade.UNUSABLE),
                        text("below %.0f decoded frames", QualityGrade.SLOW_WEBCAM_FPS),
                        text("Grade %d counts as unusable", QualityGrade.UNUSABLE),
                        text("grade %d at best", QualityGrade.BEST_UNLESS_WHOLE),
                        text("at most %d ms apart", ViewingParameters.LONGEST_GAP_MS),
                        text("up to %d ms missing in all", ViewingParameters.END_TOLERANCE_MS));
    }

    @Test
    void qualityTellsWhichFramesAreValid() {
        assertThat(ValidityParameters.OTHER_FACE_AREA).as("half the area").isEqualTo(0.5f);
        assertThat(ValidityParameters.DETECTION_INTERVAL_MS).as("half a second").isEqualTo(500);
        assertThat(quality)
                .contains(
                        text(
                                "another face of at least half the viewer's area is there, by a"
                                        + " detector's score of %s or more; looked for every half"
                                        + " second",
                                ValidityParameters.CONFIDENT_DETECTION),
                        text("a score below %s", ValidityParameters.MIN_CONFIDENCE),
                        text("at most %.0f degrees", ValidityParameters.TURNED_DEG),
                        text("face below %.0f of 255", ValidityParameters.MIN_LUMA),
                        text("less than %.0f px apart", ValidityParameters.MIN_EYE_SPAN_PX),
                        text("for more than %d ms", ValidityParameters.FROZEN_MS));
    }

    private static String leastValidRates() {
        return IntStream.range(1, QualityGrade.UNUSABLE)
                .mapToObj(grade -> Float.toString(QualityGrade.leastValidRate(grade)))
                .collect(joining(", "));
    }

    private static String row(String parameter, String value, Object... figures) {
        return "| " + parameter + " | " + text(value, figures) + " |";
    }

    private static String text(String text, Object... figures) {
        return String.format(Locale.ROOT, text, figures);
    }

    /** Whatever lies between its words. */
    private static String page(String name) {
        try {
            String text = Files.readString(Path.of("../docs", name));
            return Arrays.stream(text.split("\\s+")).collect(joining(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
