package io.adgaze.models.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Blinks, smile and gaze on labelled clips.
 *
 * @param data which clips
 * @param blinks over all clips; null where none labels them, as below
 * @param smileCorrelation mean over the clips
 * @param smileOnsetMs mean distance of onsets, over the clips in which both are there
 * @param gaze mean over the clips
 * @param clips each clip
 */
record ClipsResult(
        String data,
        BlinkScore blinks,
        Double smileCorrelation,
        Double smileOnsetMs,
        GazeError gaze,
        List<ClipScore> clips)
        implements Section.Result {

    /**
     * One clip.
     *
     * @param name of its folder
     * @param framesN frames
     * @param validN frames in which the viewer can be measured
     * @param blinks null where they are not labelled, as below
     * @param smile the smile
     * @param gaze the gaze
     */
    record ClipScore(
            String name,
            int framesN,
            int validN,
            BlinkScore blinks,
            SmileScore smile,
            GazeScore gaze) {}

    /**
     * Blinks found against blinks that were.
     *
     * @param trueN blinks that were
     * @param foundN blinks found
     * @param matchedN pairs of them
     * @param offsetMs mean distance of their ends; NaN when there are none
     */
    record BlinkScore(int trueN, int foundN, int matchedN, double offsetMs) {

        /** Share of those found that were; NaN when none was found. */
        @JsonProperty
        double precision() {
            return (double) matchedN / foundN;
        }

        /** Share of those that were that are found; NaN when there were none. */
        @JsonProperty
        double recall() {
            return (double) matchedN / trueN;
        }

        private static BlinkScore sum(List<BlinkScore> clips) {
            int matched = clips.stream().mapToInt(BlinkScore::matchedN).sum();
            double offsets =
                    clips.stream()
                            .filter(clip -> clip.matchedN > 0)
                            .mapToDouble(clip -> clip.offsetMs * clip.matchedN)
                            .sum();
            return new BlinkScore(
                    clips.stream().mapToInt(BlinkScore::trueN).sum(),
                    clips.stream().mapToInt(BlinkScore::foundN).sum(),
                    matched,
                    offsets / matched);
        }
    }

    /**
     * "Happy" against the smile.
     *
     * @param framesN frames compared
     * @param correlation of the probability and the smile (Pearson)
     * @param onsetErrorMs when the smoothed probability first rises through a half, less when the
     *     smile does; null when either never does
     */
    record SmileScore(int framesN, double correlation, Long onsetErrorMs) {}

    /**
     * Gaze after the calibration, in percent of the screen's width.
     *
     * @param calibrated of the job's calibration; null where it is not possible, as below
     * @param irisOnly of a least-squares plane over the iris offset
     * @param constant of always the middle of the calibration
     */
    record GazeScore(GazeError calibrated, GazeError irisOnly, GazeError constant) {}

    static ClipsResult of(String data, List<ClipScore> clips) {
        List<BlinkScore> blinks = labelled(clips, ClipScore::blinks);
        List<SmileScore> smiles = labelled(clips, ClipScore::smile);
        List<GazeError> gaze = labelled(labelled(clips, ClipScore::gaze), GazeScore::calibrated);
        return new ClipsResult(
                data,
                blinks.isEmpty() ? null : BlinkScore.sum(blinks),
                smiles.isEmpty()
                        ? null
                        : Statistics.mean(
                                smiles.stream().mapToDouble(SmileScore::correlation).toArray()),
                smiles.isEmpty()
                        ? null
                        : Statistics.mean(
                                labelled(smiles, SmileScore::onsetErrorMs).stream()
                                        .mapToDouble(Math::abs)
                                        .toArray()),
                gaze.isEmpty() ? null : GazeError.mean(gaze),
                clips);
    }

    private static <T, R> List<R> labelled(List<T> all, Function<T, R> part) {
        return all.stream().map(part).filter(Objects::nonNull).toList();
    }

    @Override
    public List<Section.Figure> figures() {
        List<Section.Figure> figures = new ArrayList<>();
        if (blinks != null) {
            figures.add(
                    new Section.Figure(
                            "blinks found; those found that are true; offset",
                            "%s; %s; %s ms"
                                    .formatted(
                                            Markdown.percent(blinks.recall()),
                                            Markdown.percent(blinks.precision()),
                                            Markdown.number(blinks.offsetMs, 0)),
                            data,
                            blinks.trueN + " blinks"));
        }
        if (smileCorrelation != null) {
            figures.add(
                    new Section.Figure(
                            "smile: correlation with \"happy\"; onset error",
                            "%s; %s ms"
                                    .formatted(
                                            Markdown.number(smileCorrelation, 2),
                                            Markdown.number(smileOnsetMs, 0)),
                            data,
                            labelled(clips, ClipScore::smile).size() + " clips"));
        }
        if (gaze != null) {
            figures.add(
                    new Section.Figure(
                            "gaze on clips",
                            Markdown.number(gaze.distance(), 1) + " % of the width",
                            data,
                            gaze.framesN() + " frames"));
        }
        return figures;
    }

    @Override
    public void describe(Markdown page) {
        page.heading(2, "Labelled clips");
        page.paragraph(
                "On "
                        + data
                        + ". A blink is found where one ends within 150 ms of a true one's end."
                        + " Onset error: when \"happy\", smoothed, first rises through a half, less"
                        + " when the smile does. Gaze: calibrated on the points shown, smoothed as"
                        + " the job does, % of the screen's width.");
        Markdown.Table table =
                page.table(
                        "clip",
                        "frames",
                        "valid",
                        "blinks: true, found, matched",
                        "offset, ms",
                        "smile: correlation",
                        "onset error, ms",
                        "gaze",
                        "dx",
                        "dy",
                        "iris alone",
                        "always the middle");
        clips.forEach(clip -> row(table, clip));
        table.end();
    }

    private static void row(Markdown.Table table, ClipScore clip) {
        BlinkScore blinks = clip.blinks;
        SmileScore smile = clip.smile;
        GazeScore gaze = clip.gaze == null ? new GazeScore(null, null, null) : clip.gaze;
        table.row(
                clip.name,
                clip.framesN,
                clip.validN,
                blinks == null ? "-" : blinks.trueN + ", " + blinks.foundN + ", " + blinks.matchedN,
                blinks == null ? "-" : Markdown.number(blinks.offsetMs, 0),
                smile == null ? "-" : Markdown.number(smile.correlation, 2),
                smile == null || smile.onsetErrorMs == null ? "-" : smile.onsetErrorMs,
                figure(gaze.calibrated, GazeError::distance),
                figure(gaze.calibrated, GazeError::dx),
                figure(gaze.calibrated, GazeError::dy),
                figure(gaze.irisOnly, GazeError::distance),
                figure(gaze.constant, GazeError::distance));
    }

    private static String figure(GazeError error, Function<GazeError, Double> part) {
        return error == null ? "-" : Markdown.number(part.apply(error), 1);
    }
}
