package io.adgaze.models.evaluation;

import io.adgaze.models.Demographics;
import io.adgaze.models.DemographicsEstimator;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceTracker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Age and gender against the labels of faces: {@code utkface/index.csv} (image, age_years, gender).
 */
final class DemographicsEvaluation implements Section {

    private static final String FOLDER = "utkface";
    private static final String INDEX = FOLDER + "/index.csv";

    private static final List<Band> BANDS =
            List.of(
                    new Band("0-12", 0, 12),
                    new Band("13-17", 13, 17),
                    new Band("18-29", 18, 29),
                    new Band("30-44", 30, 44),
                    new Band("45-59", 45, 59),
                    new Band("60 and over", 60, Integer.MAX_VALUE));

    private record Band(String name, int fromYears, int toYears) {

        boolean holds(LabelledFace face) {
            return face.ageYears >= fromYears && face.ageYears <= toYears;
        }
    }

    /** A face and what was made of it; null where none was found. */
    private record LabelledFace(double ageYears, boolean male, Demographics estimate) {

        double ageError() {
            return estimate.ageYears() - ageYears;
        }

        boolean isGenderRight() {
            return male == estimate.maleProbability() > 0.5f;
        }
    }

    /**
     * The faces of one group.
     *
     * @param name of the group
     * @param facesN faces that were found
     * @param withoutFaceN pictures in which none was found
     * @param ageErrorYears mean distance of estimate and label
     * @param ageBiasYears mean of estimate less label
     * @param genderAccuracy share whose likelier gender is the label
     */
    record GroupScore(
            String name,
            int facesN,
            int withoutFaceN,
            double ageErrorYears,
            double ageBiasYears,
            double genderAccuracy) {

        private static GroupScore of(
                String name, List<LabelledFace> faces, Predicate<LabelledFace> belongs) {
            List<LabelledFace> members = faces.stream().filter(belongs).toList();
            List<LabelledFace> found = members.stream().filter(f -> f.estimate != null).toList();
            return new GroupScore(
                    name,
                    found.size(),
                    members.size() - found.size(),
                    Statistics.mean(
                            found.stream().mapToDouble(f -> Math.abs(f.ageError())).toArray()),
                    Statistics.mean(found.stream().mapToDouble(LabelledFace::ageError).toArray()),
                    Statistics.mean(
                            found.stream().mapToDouble(f -> f.isGenderRight() ? 1 : 0).toArray()));
        }
    }

    /**
     * The scores.
     *
     * @param all over all faces
     * @param groups by gender, by age, and by both
     */
    record DemographicsResult(GroupScore all, List<GroupScore> groups) implements Result {

        @Override
        public List<Figure> figures() {
            String faces = all.facesN + " faces";
            return List.of(
                    new Figure(
                            "age, mean error",
                            Markdown.number(all.ageErrorYears, 1) + " years",
                            FOLDER,
                            faces),
                    new Figure(
                            "gender, right", Markdown.percent(all.genderAccuracy), FOLDER, faces),
                    new Figure(
                            "faces found",
                            Markdown.percent((double) all.facesN / (all.facesN + all.withoutFaceN)),
                            FOLDER,
                            all.facesN + all.withoutFaceN + " pictures"));
        }

        @Override
        public void describe(Markdown page) {
            page.heading(2, "Age and gender");
            page.paragraph(
                    "Labels of "
                            + FOLDER
                            + "; found and cut out as the job does. Bias: positive where the"
                            + " estimate is too old.");
            Markdown.Table table =
                    page.table(
                            "group",
                            "faces",
                            "not found",
                            "age: mean error, years",
                            "age: bias, years",
                            "gender right");
            row(table, all);
            groups.forEach(group -> row(table, group));
            table.end();
        }

        private static void row(Markdown.Table table, GroupScore group) {
            table.row(
                    group.name,
                    group.facesN,
                    group.withoutFaceN,
                    Markdown.number(group.ageErrorYears, 1),
                    Markdown.number(group.ageBiasYears, 1),
                    Markdown.percent(group.genderAccuracy));
        }
    }

    @Override
    public String name() {
        return "age_and_gender";
    }

    @Override
    public String reads() {
        return INDEX;
    }

    @Override
    public Optional<DemographicsResult> score(Path data) throws IOException {
        Path index = data.resolve(INDEX);
        if (!Files.exists(index)) {
            return Optional.empty();
        }
        List<LabelledFace> faces = read(index);
        List<GroupScore> groups = new ArrayList<>();
        groups.add(GroupScore.of("women", faces, face -> !face.male));
        groups.add(GroupScore.of("men", faces, face -> face.male));
        for (Band band : BANDS) {
            groups.add(GroupScore.of(band.name, faces, band::holds));
        }
        for (Band band : BANDS) {
            groups.add(GroupScore.of("women, " + band.name, faces, f -> !f.male && band.holds(f)));
            groups.add(GroupScore.of("men, " + band.name, faces, f -> f.male && band.holds(f)));
        }
        return Optional.of(
                new DemographicsResult(GroupScore.of("all", faces, face -> true), groups));
    }

    private static List<LabelledFace> read(Path index) throws IOException {
        List<Csv.Row> rows = Csv.read(index);
        List<LabelledFace> faces = new ArrayList<>();
        Progress progress = new Progress(FOLDER, rows.size());
        try (FaceTracker tracker = FaceTracker.load();
                DemographicsEstimator estimator = DemographicsEstimator.load()) {
            for (Csv.Row row : rows) {
                faces.add(
                        new LabelledFace(
                                row.number("age_years"),
                                isMale(row),
                                estimate(index, row, tracker, estimator)));
                progress.done(faces.size());
            }
        }
        return faces;
    }

    private static boolean isMale(Csv.Row row) throws BadDataException {
        return switch (row.text("gender")) {
            case "male" -> true;
            case "female" -> false;
            default ->
                    throw new BadDataException(
                            row.file(), "line " + row.line() + ": gender is male or female");
        };
    }

    private static Demographics estimate(
            Path index, Csv.Row row, FaceTracker tracker, DemographicsEstimator estimator)
            throws BadDataException {
        try (Mat bgr = Pictures.read(index.resolveSibling(row.text("image")))) {
            FaceLandmarks face = Pictures.look(tracker, bgr).landmarks();
            return face == null ? null : estimator.estimate(bgr, face);
        }
    }
}
