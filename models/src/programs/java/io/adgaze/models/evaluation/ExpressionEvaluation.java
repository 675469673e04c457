package io.adgaze.models.evaluation;

import io.adgaze.models.ExpressionClassifier;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.evaluation.ExpressionScore.ClassScore;
import io.adgaze.models.evaluation.ExpressionScore.Guess;
import io.adgaze.models.evaluation.NumpyArchive.LabelledPictures;
import io.adgaze.records.ExpressionProbabilities;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * Expressions against FER2013's labels (Goodfellow et al. 2013).
 *
 * <p>FER2013's pictures are faces cut out already, so they go to the classifier's network as they
 * are. A second score goes the job's whole way: each picture enlarged within a frame, found by the
 * detector, measured by the mesh and cut out anew.
 */
final class ExpressionEvaluation implements Section {

    private static final String FOLDER = "fer2013";
    private static final String TESTS = "*_test.npz";
    private static final String TRAINING = "train.npz";

    /** Enlarged so much, a face has the size that it has in a webcam's picture of 640 x 480. */
    private static final int ENLARGED = 4;

    /** Frame around the enlarged face, px to each side: the detector needs to see past it. */
    private static final int AROUND_PX = 48;

    private final int interval;

    /** Scores every picture. */
    ExpressionEvaluation() {
        this(1);
    }

    /** Scores one picture of {@code interval}, for a look that takes less time. */
    ExpressionEvaluation(int interval) {
        this.interval = interval;
    }

    /**
     * The sets' scores.
     *
     * @param sets by file name
     */
    record ExpressionResult(List<SetScore> sets) implements Result {

        @Override
        public List<Figure> figures() {
            List<Figure> figures = new ArrayList<>();
            for (SetScore set : sets) {
                String data = FOLDER + "/" + set.name;
                figures.add(figure("expression, accuracy", set.all.accuracy(), data, set.all));
                if (set.unseen != null) {
                    figures.add(
                            figure(
                                    "expression, accuracy, pictures not in train.npz",
                                    set.unseen.accuracy(),
                                    data,
                                    set.unseen));
                }
                String f1 = Markdown.number(set.all.macroF1(), 3);
                figures.add(new Figure("expression, macro-F1", f1, data, images(set.all)));
                figures.add(
                        figure(
                                "expression, accuracy, found and cut by the job's tracker",
                                set.tracked.accuracy(),
                                data,
                                set.tracked));
            }
            return figures;
        }

        private static Figure figure(
                String name, double share, String data, ExpressionScore score) {
            return new Figure(name, Markdown.percent(share), data, images(score));
        }

        private static String images(ExpressionScore score) {
            return score.picturesN() + " pictures";
        }

        @Override
        public void describe(Markdown page) {
            page.heading(2, "Expressions");
            page.paragraph(
                    "FER2013's cut faces, straight to the network; \"unseen\": without pictures"
                            + " whose pixels are among those of the training set; \"tracked\": each"
                            + " picture enlarged "
                            + ENLARGED
                            + " times in a frame, found and cut out as the job does.");
            for (SetScore set : sets) {
                set.describe(page);
            }
        }
    }

    /**
     * One set.
     *
     * @param name of its file
     * @param all every picture, as it is
     * @param unseen without those that are in the training set too; null where that is not there
     * @param tracked found and cut out by the job's tracker
     * @param withoutFaceN pictures in which the tracker finds no face
     */
    record SetScore(
            String name,
            ExpressionScore all,
            ExpressionScore unseen,
            ExpressionScore tracked,
            int withoutFaceN) {

        private void describe(Markdown page) {
            page.heading(3, FOLDER + "/" + name);
            Markdown.Table scores =
                    page.table("", "pictures", "accuracy", "macro-F1", "calibration error", "NLL");
            row(scores, "all", all);
            if (unseen != null) {
                row(scores, "unseen", unseen);
            }
            row(scores, "tracked (" + withoutFaceN + " without a face found)", tracked);
            scores.end();
            Markdown.Table classes =
                    page.table("class", "pictures", "precision", "recall", "F1", "tracked, recall");
            for (int i = 0; i < all.classes().size(); i++) {
                ClassScore own = all.classes().get(i);
                classes.row(
                        own.name(),
                        own.picturesN(),
                        Markdown.number(own.precision(), 3),
                        Markdown.number(own.recall(), 3),
                        Markdown.number(own.f1(), 3),
                        Markdown.number(tracked.classes().get(i).recall(), 3));
            }
            classes.end();
            confusion(page);
        }

        private static void row(Markdown.Table table, String name, ExpressionScore score) {
            table.row(
                    name,
                    score.picturesN(),
                    Markdown.percent(score.accuracy()),
                    Markdown.number(score.macroF1(), 3),
                    Markdown.number(score.calibrationError(), 3),
                    Markdown.number(score.negativeLogLikelihood(), 3));
        }

        private void confusion(Markdown page) {
            List<String> header = new ArrayList<>(List.of("label, taken for:"));
            header.addAll(ExpressionProbabilities.NAMES);
            Markdown.Table table = page.table(header.toArray(String[]::new));
            for (int i = 0; i < all.confusion().size(); i++) {
                List<Object> cells = new ArrayList<>(List.of(ExpressionProbabilities.NAMES.get(i)));
                cells.addAll(all.confusion().get(i));
                table.row(cells.toArray());
            }
            table.end();
        }
    }

    @Override
    public String name() {
        return "expressions";
    }

    @Override
    public String reads() {
        return FOLDER + "/" + TESTS;
    }

    @Override
    public Optional<ExpressionResult> score(Path data) throws IOException {
        List<Path> tests = tests(data.resolve(FOLDER));
        if (tests.isEmpty()) {
            return Optional.empty();
        }
        Set<ByteBuffer> trained = trainingPictures(data.resolve(FOLDER).resolve(TRAINING));
        List<SetScore> sets = new ArrayList<>();
        for (Path test : tests) {
            sets.add(score(test, trained));
        }
        return Optional.of(new ExpressionResult(sets));
    }

    private static List<Path> tests(Path folder) throws IOException {
        List<Path> tests = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, TESTS)) {
                found.forEach(tests::add);
            }
        }
        tests.sort(null);
        return tests;
    }

    private static LabelledPictures read(Path file) throws IOException {
        return NumpyArchive.read(file, ExpressionProbabilities.NAMES.size());
    }

    /** Empty where there is no training set: then nothing is known to have been seen. */
    private static Set<ByteBuffer> trainingPictures(Path file) throws IOException {
        Set<ByteBuffer> pictures = new HashSet<>();
        if (Files.exists(file)) {
            LabelledPictures training = read(file);
            for (int i = 0; i < training.count(); i++) {
                pictures.add(ByteBuffer.wrap(training.picture(i)));
            }
        }
        return pictures;
    }

    private SetScore score(Path file, Set<ByteBuffer> trained) throws IOException {
        LabelledPictures pictures = read(file);
        List<Guess> all = new ArrayList<>();
        List<Guess> unseen = new ArrayList<>();
        List<Guess> tracked = new ArrayList<>();
        Progress progress = new Progress(file.getFileName().toString(), pictures.count());
        try (FaceTracker tracker = FaceTracker.load();
                ExpressionClassifier classifier = ExpressionClassifier.load();
                Mat grey = new Mat(pictures.heightPx(), pictures.widthPx(), opencv_core.CV_8UC1)) {
            for (int i = 0; i < pictures.count(); i += interval) {
                byte[] pixels = pictures.picture(i);
                int label = pictures.labels()[i];
                try (BytePointer target = grey.data()) {
                    target.put(pixels);
                }
                Guess guess = new Guess(label, classifier.classifyCut(grey));
                all.add(guess);
                if (!trained.contains(ByteBuffer.wrap(pixels))) {
                    unseen.add(guess);
                }
                track(tracker, classifier, grey)
                        .ifPresent(seen -> tracked.add(new Guess(label, seen)));
                progress.done(i + 1);
            }
        }
        return new SetScore(
                file.getFileName().toString().replace(".npz", ""),
                ExpressionScore.of(all),
                trained.isEmpty() ? null : ExpressionScore.of(unseen),
                ExpressionScore.of(tracked),
                all.size() - tracked.size());
    }

    private static Optional<ExpressionProbabilities> track(
            FaceTracker tracker, ExpressionClassifier classifier, Mat grey) {
        try (Mat large = new Mat();
                Mat frame = new Mat();
                Mat bgr = new Mat();
                Size size = new Size();
                Scalar none = new Scalar()) {
            opencv_imgproc.resize(
                    grey, large, size, ENLARGED, ENLARGED, opencv_imgproc.INTER_LINEAR);
            opencv_core.copyMakeBorder(
                    large,
                    frame,
                    AROUND_PX,
                    AROUND_PX,
                    AROUND_PX,
                    AROUND_PX,
                    opencv_core.BORDER_REPLICATE,
                    none);
            opencv_imgproc.cvtColor(frame, bgr, opencv_imgproc.COLOR_GRAY2BGR);
            FaceObservation seen = Pictures.look(tracker, bgr);
            return Optional.ofNullable(seen.landmarks())
                    .map(face -> classifier.classify(bgr, face));
        }
    }
}
