package io.adgaze.models.evaluation;

import io.adgaze.models.ScreenPoint;
import io.adgaze.models.evaluation.RecordingReader.SeenFrame;
import io.adgaze.models.evaluation.RecordingReader.SeenRecording;
import io.adgaze.records.Screen;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How well gaze follows a target that moves along one axis of the screen.
 *
 * <p>Calibrated on {@value #WINDOWS} windows of {@value #WINDOW_MS} ms, spread evenly over the
 * recording; tested on all other frames that the job would give a screen point, smoothed as the job
 * does. What is known is the target's place, not the eyes': they lag behind it, and jump.
 *
 * <p>Reads {@code gaze/videos/*.csv} (Time in s, GameX and GameY in px of a screen of 2560 x 1440)
 * beside a recording of the same name.
 */
final class GazeVideoEvaluation implements Section {

    private static final String FOLDER = "gaze/videos";

    private static final int WINDOWS = 8;
    private static final long WINDOW_MS = 500;

    /** The target's place is not known for frames further than this from a row. */
    private static final long FRAME_MS = 100;

    // The screen of this set, as its authors describe it.
    private static final Screen SCREEN = new Screen(2560, 1440, 0, 0, 2560, 1440);
    private static final double SCREEN_WIDTH_CM = 61.3;

    /**
     * The recordings' scores.
     *
     * @param recordings by name
     */
    record GazeVideoResult(List<RecordingScore> recordings) implements Result {

        @Override
        public List<Figure> figures() {
            return recordings.stream().map(RecordingScore::figure).toList();
        }

        @Override
        public void describe(Markdown page) {
            page.heading(2, "Gaze on video");
            page.paragraph(
                    "A target moves along one axis; calibrated on "
                            + WINDOWS
                            + " windows of "
                            + WINDOW_MS
                            + " ms, tested on the other frames. Mean absolute error, % of the"
                            + " screen's width (and cm on that screen). Along: the axis on which the"
                            + " target moves; the other axis hardly changes, so that always the"
                            + " middle is right there by itself.");
            Markdown.Table table =
                    page.table(
                            "recording",
                            "map",
                            "tested frames",
                            "along",
                            "along, cm",
                            "across",
                            "distance",
                            "distance, cm");
            for (RecordingScore recording : recordings) {
                String name =
                        "%s (%d of %d frames give no point)"
                                .formatted(recording.name, recording.leftOutN, recording.framesN);
                recording.row(table, name, "gaze", recording.gaze);
                recording.row(table, "", "iris alone", recording.irisOnly);
                recording.row(table, "", "always the middle", recording.constant);
            }
            table.end();
        }
    }

    /**
     * One recording.
     *
     * @param name of its file
     * @param movesAlongX whether the target moves along the screen's width
     * @param framesN frames
     * @param leftOutN frames without a screen point
     * @param gaze of the job's calibration; null where it is not possible, as below
     * @param irisOnly of a least-squares plane over the iris offset
     * @param constant of always the middle of the calibration
     */
    record RecordingScore(
            String name,
            boolean movesAlongX,
            int framesN,
            int leftOutN,
            GazeError gaze,
            GazeError irisOnly,
            GazeError constant) {

        private double along(GazeError error) {
            return movesAlongX ? error.dx() : error.dy();
        }

        private double across(GazeError error) {
            return movesAlongX ? error.dy() : error.dx();
        }

        private Figure figure() {
            String value =
                    gaze == null
                            ? "not possible"
                            : "%s %% of the width (%s cm); always the middle %s %%"
                                    .formatted(
                                            Markdown.number(along(gaze), 1),
                                            centimetres(along(gaze)),
                                            Markdown.number(along(constant), 1));
            return new Figure(
                    "gaze on video, along the target's way",
                    value,
                    FOLDER + "/" + name,
                    gaze == null ? "0 frames" : gaze.framesN() + " frames");
        }

        private void row(Markdown.Table table, String recording, String map, GazeError error) {
            if (error == null) {
                table.row(recording, map, 0, "not possible", "-", "-", "-", "-");
                return;
            }
            table.row(
                    recording,
                    map,
                    error.framesN(),
                    Markdown.number(along(error), 1),
                    centimetres(along(error)),
                    Markdown.number(across(error), 1),
                    Markdown.number(error.distance(), 1),
                    centimetres(error.distance()));
        }

        private static String centimetres(double percent) {
            return Markdown.number(percent / 100 * SCREEN_WIDTH_CM, 1);
        }
    }

    @Override
    public String name() {
        return "gaze_videos";
    }

    @Override
    public String reads() {
        return FOLDER + "/*.csv";
    }

    @Override
    public Optional<GazeVideoResult> score(Path data) throws IOException {
        List<Path> targets = targets(data.resolve(FOLDER));
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        List<RecordingScore> scores = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader()) {
            for (Path target : targets) {
                scores.add(score(target, reader));
                System.out.println("  " + FOLDER + "/" + target.getFileName() + ": scored");
            }
        }
        return Optional.of(new GazeVideoResult(scores));
    }

    private static List<Path> targets(Path folder) throws IOException {
        List<Path> targets = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.csv")) {
                found.forEach(targets::add);
            }
        }
        targets.sort(null);
        return targets;
    }

    private static RecordingScore score(Path target, RecordingReader reader) throws IOException {
        String name = target.getFileName().toString().replace(".csv", "");
        NavigableMap<Long, ScreenPoint> places = places(target);
        Path video = target.resolveSibling(name + ".mp4");
        if (!Files.exists(video)) {
            throw new BadDataException(target, "there is no " + video.getFileName() + " beside it");
        }
        SeenRecording recording = reader.read(video);
        List<Look> looks = looks(recording, places);
        List<Look> calibration = looks.stream().filter(look -> look.point() >= 0).toList();
        Optional<GazeMap> gaze = GazeMap.of(GazeMap.calibrate(calibration, SCREEN));
        return new RecordingScore(
                name,
                range(places, ScreenPoint::xPx) > range(places, ScreenPoint::yPx),
                recording.framesN(),
                recording.framesN() - looks.size(),
                error(looks, gaze),
                error(looks, GazeMap.irisOnly(calibration)),
                error(looks, Optional.of(GazeMap.constant(calibration))));
    }

    private static NavigableMap<Long, ScreenPoint> places(Path target) throws IOException {
        NavigableMap<Long, ScreenPoint> places = new TreeMap<>();
        for (Csv.Row row : Csv.read(target)) {
            places.put(
                    Math.round(1000 * row.number("Time")),
                    new ScreenPoint(row.number("GameX"), row.number("GameY")));
        }
        return places;
    }

    private static double range(
            NavigableMap<Long, ScreenPoint> places, ToDoubleFunction<ScreenPoint> axis) {
        double[] values = places.values().stream().mapToDouble(axis).sorted().toArray();
        return values[values.length - 1] - values[0];
    }

    /** The frames that give a screen point; outside the calibration's windows of point -1. */
    private static List<Look> looks(
            SeenRecording recording, NavigableMap<Long, ScreenPoint> places) {
        List<Look> looks = new ArrayList<>();
        for (SeenFrame frame : recording.frames()) {
            ScreenPoint place = nearest(places, frame.timeMs());
            if (frame.features() != null && place != null) {
                looks.add(
                        new Look(
                                frame.timeMs(),
                                frame.features(),
                                frame.eye(),
                                place.xPx(),
                                place.yPx(),
                                window(frame.timeMs(), recording.lengthMs())));
            }
        }
        return looks;
    }

    private static ScreenPoint nearest(NavigableMap<Long, ScreenPoint> places, long timeMs) {
        Map.Entry<Long, ScreenPoint> before = places.floorEntry(timeMs);
        Map.Entry<Long, ScreenPoint> after = places.ceilingEntry(timeMs);
        boolean takeAfter =
                before == null
                        || (after != null && after.getKey() - timeMs < timeMs - before.getKey());
        Map.Entry<Long, ScreenPoint> nearest = takeAfter ? after : before;
        return Math.abs(nearest.getKey() - timeMs) <= FRAME_MS ? nearest.getValue() : null;
    }

    /** Which of the calibration's windows a time lies in; -1 when in none. */
    private static int window(long timeMs, long lengthMs) {
        int window = (int) Math.min(WINDOWS - 1, timeMs * WINDOWS / Math.max(1, lengthMs));
        double centreMs = (window + 0.5) / WINDOWS * lengthMs;
        return Math.abs(timeMs - centreMs) <= WINDOW_MS / 2.0 ? window : -1;
    }

    private static GazeError error(List<Look> looks, Optional<GazeMap> map) {
        if (map.isEmpty()) {
            return null;
        }
        List<ScreenPoint> points = map.get().smoothed(looks);
        List<Look> tested = new ArrayList<>();
        List<ScreenPoint> predicted = new ArrayList<>();
        for (int i = 0; i < looks.size(); i++) {
            if (looks.get(i).point() < 0) {
                tested.add(looks.get(i));
                predicted.add(points.get(i));
            }
        }
        return tested.isEmpty() ? null : GazeError.of(tested, predicted, SCREEN);
    }
}
