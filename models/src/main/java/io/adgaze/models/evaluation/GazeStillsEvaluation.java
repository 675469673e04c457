package io.adgaze.models.evaluation;

import io.adgaze.models.EyeState;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.GazeCalibration;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.GazeSample;
import io.adgaze.models.ScreenPoint;
import io.adgaze.records.Screen;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * How far off the calibrated gaze is, on stills of people who look at a 4 x 4 grid of screen
 * points.
 *
 * <p>Each session is calibrated on the four corners and the four inner points, and tested on the
 * other eight. Errors are mean distances in percent of the screen's width. Argument: a folder with
 * {@code index.csv} (image, person, session, index, x_px, y_px, screen_width_px, screen_height_px).
 */
public final class GazeStillsEvaluation {

    private static final int GRID = 4;

    private GazeStillsEvaluation() {}

    /**
     * One session's errors, % of the screen's width.
     *
     * @param person who looked
     * @param session which of the person's sessions
     * @param testedN points that were tested
     * @param gaze of {@link GazeCalibration}
     * @param irisOnly of a least-squares plane over the iris offset
     * @param constant of always the middle of the calibration points
     * @param heldOut what {@link GazeCalibration#heldOutErrorPx()} expected
     */
    public record SessionScore(
            String person,
            int session,
            int testedN,
            double gaze,
            double irisOnly,
            double constant,
            double heldOut) {}

    /** One still: who looks where, and what was seen of it; no face when features are null. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Still(
            String person,
            int session,
            double xPx,
            double yPx,
            Screen screen,
            float[] features,
            EyeState eye) {}

    /**
     * Prints the table.
     *
     * @param args the data's folder
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException(
                    "one argument: the folder that holds index.csv and its images");
        }
        print(evaluate(Path.of(args[0])), System.out);
    }

    /** Every session's errors, by person and session. */
    public static List<SessionScore> evaluate(Path data) throws IOException {
        Map<String, List<Still>> sessions =
                read(data).stream()
                        .collect(
                                Collectors.groupingBy(
                                        still -> still.person + " " + still.session,
                                        TreeMap::new,
                                        Collectors.toList()));
        return sessions.values().stream().map(GazeStillsEvaluation::score).toList();
    }

    /** The mean of a figure over sessions. */
    public static double mean(List<SessionScore> scores, ToDoubleFunction<SessionScore> figure) {
        return scores.stream().mapToDouble(figure).average().orElseThrow();
    }

    /** Prints a line a session, a person, and over all. */
    public static void print(List<SessionScore> scores, PrintStream out) {
        out.println("mean error, percent of width   tested   gaze  iris-only  constant  held-out");
        scores.forEach(score -> printLine(out, score.person + " " + score.session, List.of(score)));
        Map<String, List<SessionScore>> byPerson =
                scores.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SessionScore::person, TreeMap::new, Collectors.toList()));
        byPerson.forEach(
                (person, own) -> printLine(out, person + ", " + own.size() + " sessions", own));
        printLine(out, "all " + scores.size() + " sessions", scores);
    }

    private static void printLine(PrintStream out, String name, List<SessionScore> scores) {
        out.printf(
                Locale.ROOT,
                "%-30s %6d %6.1f %10.1f %9.1f %9.1f%n",
                name,
                scores.stream().mapToInt(SessionScore::testedN).sum(),
                mean(scores, SessionScore::gaze),
                mean(scores, SessionScore::irisOnly),
                mean(scores, SessionScore::constant),
                mean(scores, SessionScore::heldOut));
    }

    private static SessionScore score(List<Still> session) {
        double[] columns = session.stream().mapToDouble(Still::xPx).distinct().sorted().toArray();
        double[] rows = session.stream().mapToDouble(Still::yPx).distinct().sorted().toArray();
        List<Still> seen = session.stream().filter(still -> still.features != null).toList();
        List<Still> calibration =
                seen.stream().filter(still -> calibrates(still, columns, rows)).toList();
        List<Still> test =
                seen.stream().filter(still -> !calibrates(still, columns, rows)).toList();
        Still any = session.get(0);
        double percent = 100 / any.screen.widthPx();
        GazeCalibration gaze = calibrate(calibration);
        LinearIris iris = LinearIris.fit(calibration);
        double middleX = calibration.stream().mapToDouble(Still::xPx).average().orElseThrow();
        double middleY = calibration.stream().mapToDouble(Still::yPx).average().orElseThrow();
        return new SessionScore(
                any.person,
                any.session,
                test.size(),
                percent * meanError(test, still -> error(still, gaze.predict(still.features))),
                percent * meanError(test, still -> error(still, iris.predict(still.eye))),
                percent * meanError(test, still -> error(still, new ScreenPoint(middleX, middleY))),
                percent * gaze.heldOutErrorPx());
    }

    private static GazeCalibration calibrate(List<Still> stills) {
        List<GazeSample> samples = new ArrayList<>();
        for (Still still : stills) {
            samples.add(new GazeSample(still.features, still.xPx, still.yPx, samples.size()));
        }
        return GazeCalibration.fit(samples, stills.get(0).screen).orElseThrow();
    }

    /** Corners and inner points calibrate: both or neither coordinate is at the grid's edge. */
    private static boolean calibrates(Still still, double[] columns, double[] rows) {
        return atEdge(columns, still.xPx) == atEdge(rows, still.yPx);
    }

    private static boolean atEdge(double[] places, double place) {
        if (places.length != GRID) {
            throw new IllegalArgumentException(
                    "expected a grid of 4 x 4 points, found " + Arrays.toString(places));
        }
        return place == places[0] || place == places[GRID - 1];
    }

    private static double meanError(List<Still> stills, ToDoubleFunction<Still> error) {
        return stills.stream().mapToDouble(error).average().orElseThrow();
    }

    private static double error(Still still, ScreenPoint predicted) {
        return Math.hypot(predicted.xPx() - still.xPx, predicted.yPx() - still.yPx);
    }

    private static List<Still> read(Path data) throws IOException {
        List<Still> stills = new ArrayList<>();
        List<String> lines = Files.readAllLines(data.resolve("index.csv"));
        try (FaceTracker tracker = FaceTracker.load()) {
            for (String line : lines.subList(1, lines.size())) {
                stills.add(still(data, List.of(line.split(",")), tracker));
            }
        }
        return stills;
    }

    private static Still still(Path data, List<String> cells, FaceTracker tracker) {
        double width = Double.parseDouble(cells.get(6));
        double height = Double.parseDouble(cells.get(7));
        Screen screen = new Screen(width, height, 0, 0, width, height);
        try (Mat bgr = opencv_imgcodecs.imread(data.resolve(cells.get(0)).toString())) {
            // As in a recording: the mesh follows the face from where it was in the frame before.
            FaceTrack found = tracker.track(bgr, 0, FaceTrack.lost()).track();
            FaceObservation seen = tracker.track(bgr, 1, found);
            FaceLandmarks face = seen.landmarks();
            return new Still(
                    cells.get(1),
                    Integer.parseInt(cells.get(2)),
                    Double.parseDouble(cells.get(4)),
                    Double.parseDouble(cells.get(5)),
                    screen,
                    face == null ? null : GazeFeatures.of(bgr, face),
                    face == null ? null : EyeState.of(face));
        }
    }

    /** A plane over the iris offset for each axis of the screen. */
    private record LinearIris(DMatrixRMaj coefficients) {

        static LinearIris fit(List<Still> stills) {
            DMatrixRMaj offsets = new DMatrixRMaj(stills.size(), 3);
            DMatrixRMaj points = new DMatrixRMaj(stills.size(), 2);
            for (int i = 0; i < stills.size(); i++) {
                Still still = stills.get(i);
                offsets.set(i, 0, 1);
                offsets.set(i, 1, still.eye.irisXNorm());
                offsets.set(i, 2, still.eye.irisYNorm());
                points.set(i, 0, still.xPx);
                points.set(i, 1, still.yPx);
            }
            LinearSolverDense<DMatrixRMaj> solver =
                    LinearSolverFactory_DDRM.leastSquares(stills.size(), 3);
            DMatrixRMaj coefficients = new DMatrixRMaj(3, 2);
            if (!solver.setA(offsets)) {
                throw new IllegalArgumentException("the iris does not move over the calibration");
            }
            solver.solve(points, coefficients);
            return new LinearIris(coefficients);
        }

        ScreenPoint predict(EyeState eye) {
            return new ScreenPoint(axis(eye, 0), axis(eye, 1));
        }

        private double axis(EyeState eye, int axis) {
            return coefficients.get(0, axis)
                    + coefficients.get(1, axis) * eye.irisXNorm()
                    + coefficients.get(2, axis) * eye.irisYNorm();
        }
    }
}
