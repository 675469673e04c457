package io.adgaze.models.evaluation;

import io.adgaze.models.EyeState;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.GazeCalibration;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.HeadPose;
import io.adgaze.models.ScreenPoint;
import io.adgaze.records.measures.BlinkParameters;
import io.adgaze.records.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How far off the calibrated gaze is, on stills of people who look at a 4 x 4 grid of screen
 * points.
 *
 * <p>Each session is calibrated on the four corners and the four inner points, and tested on the
 * other eight. The next session is tested on the same eight points by the map of the session
 * before, and by a calibration on its own four corners alone.
 *
 * <p>A frame counts, for calibration as for the test, where the job would give a screen point: a
 * usable face, open eyes, the head within {@link BlinkParameters#MAX_YAW_DEG} of the camera. The same
 * scores over every frame with a face stand beside.
 *
 * <p>Reads {@code gaze/stills/index.csv}: image, person, session, index, x_px, y_px,
 * screen_width_px, screen_height_px, and screen_width_cm where it is known.
 */
final class GazeStillsEvaluation implements Section {

    private static final String INDEX = "gaze/stills/index.csv";

    private static final int GRID = 4;

    /** One still and what was seen of it; null where there is no face. */
    private record Still(
            String person,
            int session,
            double xPx,
            double yPx,
            Screen screen,
            Double screenWidthCm,
            boolean usable,
            HeadPose pose,
            Look look) {

        boolean hasFace() {
            return look != null;
        }
    }

    /** The stills of one session, and the grid that they cover. */
    private static final class Session {

        private final List<Still> stills;
        private final double[] columns;
        private final double[] rows;
        private final double openEye;

        Session(Path index, List<Still> stills) throws BadDataException {
            this.stills = stills;
            this.columns = stills.stream().mapToDouble(Still::xPx).distinct().sorted().toArray();
            this.rows = stills.stream().mapToDouble(Still::yPx).distinct().sorted().toArray();
            if (columns.length != GRID || rows.length != GRID) {
                throw new BadDataException(
                        index,
                        "%s, session %d: expected a grid of 4 x 4 points, found %d x %d"
                                .formatted(
                                        any().person, any().session, columns.length, rows.length));
            }
            this.openEye =
                    Statistics.median(
                            stills.stream()
                                    .filter(Still::hasFace)
                                    .mapToDouble(still -> still.look.eye().opening())
                                    .toArray());
        }

        Still any() {
            return stills.get(0);
        }

        /** Whether the job would give a screen point. */
        boolean counts(Still still) {
            return still.usable
                    && still.look.eye().opening() >= BlinkParameters.MIN_CLOSED * openEye
                    && Math.abs(still.pose.yawDeg()) <= BlinkParameters.MAX_YAW_DEG;
        }

        /** Corners and inner points: both or neither coordinate is at the grid's edge. */
        boolean calibrates(Still still) {
            return atEdge(columns, still.xPx) == atEdge(rows, still.yPx);
        }

        boolean isCorner(Still still) {
            return atEdge(columns, still.xPx) && atEdge(rows, still.yPx);
        }

        private static boolean atEdge(double[] places, double place) {
            return place == places[0] || place == places[GRID - 1];
        }

        /** The chosen frames with a face, each a calibration point of its own. */
        List<Look> looks(Predicate<Still> chosen) {
            return stills.stream().filter(Still::hasFace).filter(chosen).map(Still::look).toList();
        }
    }

    @Override
    public String name() {
        return "gaze_stills";
    }

    @Override
    public String reads() {
        return INDEX;
    }

    @Override
    public Optional<GazeStillsResult> score(Path data) throws IOException {
        Path index = data.resolve(INDEX);
        if (!Files.exists(index)) {
            return Optional.empty();
        }
        Map<String, Map<Integer, List<Still>>> people =
                read(index).stream()
                        .collect(
                                Collectors.groupingBy(
                                        Still::person,
                                        TreeMap::new,
                                        Collectors.groupingBy(
                                                Still::session,
                                                TreeMap::new,
                                                Collectors.toList())));
        List<SessionScore> counted = new ArrayList<>();
        List<SessionScore> everyFrame = new ArrayList<>();
        for (Map<Integer, List<Still>> sessions : people.values()) {
            List<Session> own = sessions(index, sessions.values());
            for (int i = 0; i < own.size(); i++) {
                Session before = i == 0 ? null : own.get(i - 1);
                counted.add(score(own.get(i), before, false));
                everyFrame.add(score(own.get(i), before, true));
            }
        }
        return Optional.of(GazeStillsResult.of(counted, everyFrame));
    }

    private static List<Session> sessions(Path index, Collection<List<Still>> sessions)
            throws BadDataException {
        List<Session> list = new ArrayList<>();
        for (List<Still> stills : sessions) {
            list.add(new Session(index, stills));
        }
        return list;
    }

    private static SessionScore score(Session session, Session before, boolean everyFrame) {
        Predicate<Still> counts = everyFrame ? still -> true : session::counts;
        List<Look> calibration = session.looks(counts.and(session::calibrates));
        List<Look> test = session.looks(counts.and(still -> !session.calibrates(still)));
        List<Look> corners = session.looks(counts.and(session::isCorner));
        Screen screen = session.any().screen;
        Optional<GazeCalibration> fit = GazeMap.calibrate(calibration, screen);
        return new SessionScore(
                session.any().person,
                session.any().session,
                session.any().screenWidthCm,
                session.stills.size() - session.looks(counts).size(),
                calibration.size(),
                error(test, GazeMap.of(fit), screen),
                error(test, GazeMap.irisOnly(calibration), screen),
                error(test, Optional.of(GazeMap.constant(calibration)), screen),
                fit.map(map -> 100 * map.heldOutErrorPx() / screen.widthPx()).orElse(null),
                before == null ? null : error(test, reused(before, everyFrame, screen), screen),
                error(test, GazeMap.of(GazeMap.calibrate(corners, screen)), screen));
    }

    /** Null where there is no map or nothing to test. */
    private static GazeError error(List<Look> test, Optional<GazeMap> map, Screen screen) {
        return test.isEmpty() ? null : map.map(m -> GazeError.of(test, m, screen)).orElse(null);
    }

    /** Another session's map, on a screen whose picture may have another size in pixels. */
    private static Optional<GazeMap> reused(Session before, boolean everyFrame, Screen screen) {
        Predicate<Still> counts = everyFrame ? still -> true : before::counts;
        Screen then = before.any().screen;
        List<Look> calibration = before.looks(counts.and(before::calibrates));
        double scaleX = screen.widthPx() / then.widthPx();
        double scaleY = screen.heightPx() / then.heightPx();
        return GazeMap.calibrate(calibration, then)
                .map(
                        fit ->
                                look -> {
                                    ScreenPoint point = fit.predict(look.features());
                                    return new ScreenPoint(
                                            point.xPx() * scaleX, point.yPx() * scaleY);
                                });
    }

    private static List<Still> read(Path index) throws IOException {
        List<Csv.Row> rows = Csv.read(index);
        List<Still> stills = new ArrayList<>();
        Progress progress = new Progress("gaze/stills", rows.size());
        try (FaceTracker tracker = FaceTracker.load()) {
            for (Csv.Row row : rows) {
                stills.add(still(index, row, tracker, stills.size()));
                progress.done(stills.size());
            }
        }
        return stills;
    }

    private static Still still(Path index, Csv.Row row, FaceTracker tracker, int number)
            throws BadDataException {
        double width = row.number("screen_width_px");
        double height = row.number("screen_height_px");
        double x = row.number("x_px");
        double y = row.number("y_px");
        try (Mat bgr = Pictures.read(index.resolveSibling(row.text("image")))) {
            FaceObservation seen = Pictures.look(tracker, bgr);
            FaceLandmarks face = seen.landmarks();
            return new Still(
                    row.text("person"),
                    (int) row.number("session"),
                    x,
                    y,
                    new Screen(width, height, 0, 0, width, height),
                    row.has("screen_width_cm") ? row.number("screen_width_cm") : null,
                    seen.invalidReason() == null,
                    face == null ? null : HeadPose.of(face),
                    face == null
                            ? null
                            : new Look(
                                    0,
                                    GazeFeatures.of(bgr, face),
                                    EyeState.of(face),
                                    x,
                                    y,
                                    number));
        }
    }
}
