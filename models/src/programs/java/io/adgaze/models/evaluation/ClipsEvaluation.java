package io.adgaze.models.evaluation;

import io.adgaze.models.evaluation.RecordingReader.SeenFrame;
import io.adgaze.models.evaluation.RecordingReader.SeenRecording;
import io.adgaze.records.CalibrationPoint;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Blinks, smile and gaze over time, on clips whose every frame is labelled: {@code clips/*} with
 * {@code webcam.webm}, {@code truth.csv} and {@code manifest.json} ({@link ClipTruth}).
 *
 * <p>Where the data has none, the project's own generated samples are scored.
 */
final class ClipsEvaluation implements Section {

    private static final String FOLDER = "clips";
    private static final String RECORDING = "webcam.webm";
    private static final String TRUTH = "truth.csv";

    /** How far a blink found may be from one that was, ms. */
    private static final long TOLERANCE_MS = 150;

    /** Half a smile, of the truth and of "happy": where it starts. */
    private static final double ONSET = 0.5;

    private final Path samples;

    /**
     * The section.
     *
     * @param samples the project's own clips
     */
    ClipsEvaluation(Path samples) {
        this.samples = samples;
    }

    @Override
    public String name() {
        return "clips";
    }

    @Override
    public String reads() {
        return FOLDER + "/*/" + TRUTH;
    }

    @Override
    public Optional<ClipsResult> score(Path data) throws IOException {
        List<Path> clips = clips(data.resolve(FOLDER));
        boolean own = clips.isEmpty();
        if (own) {
            clips = clips(samples);
        }
        if (clips.isEmpty()) {
            return Optional.empty();
        }
        List<ClipsResult.ClipScore> scores = new ArrayList<>();
        try (RecordingReader reader = new RecordingReader()) {
            for (Path clip : clips) {
                scores.add(score(clip, reader));
                System.out.println("  clip " + clip.getFileName() + ": scored");
            }
        }
        return Optional.of(ClipsResult.of(own ? "the project's samples" : FOLDER, scores));
    }

    /** A recording among the clips, or else among the samples; empty where there are none. */
    Optional<Path> anyRecording(Path data) throws IOException {
        List<Path> clips = new ArrayList<>(clips(data.resolve(FOLDER)));
        clips.addAll(clips(samples));
        return clips.stream().findFirst().map(clip -> clip.resolve(RECORDING));
    }

    private static List<Path> clips(Path folder) throws IOException {
        List<Path> clips = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found =
                    Files.newDirectoryStream(folder, clip -> Files.exists(clip.resolve(TRUTH)))) {
                found.forEach(clips::add);
            }
        }
        clips.sort(null);
        return clips;
    }

    private static ClipsResult.ClipScore score(Path clip, RecordingReader reader)
            throws IOException {
        ClipTruth truth = ClipTruth.read(clip);
        Path recording = clip.resolve(RECORDING);
        if (!Files.exists(recording)) {
            throw new BadDataException(recording, "missing beside its " + TRUTH);
        }
        SeenRecording seen = reader.read(recording);
        return new ClipsResult.ClipScore(
                clip.getFileName().toString(),
                seen.framesN(),
                seen.frames().size(),
                truth.tells("blink") ? blinks(truth, seen.frames()) : null,
                truth.tells("smile") ? smile(truth, seen.frames()) : null,
                truth.tells("x_px") && truth.isCalibrated() ? gaze(truth, seen.frames()) : null);
    }

    /** Each true blink takes the nearest one found that no other has taken. */
    private static ClipsResult.BlinkScore blinks(ClipTruth truth, List<SeenFrame> frames)
            throws BadDataException {
        List<Long> ends = truth.blinkEndsMs();
        List<Long> found =
                new ArrayList<>(
                        frames.stream()
                                .filter(frame -> frame.blink().blinkEnded())
                                .map(SeenFrame::timeMs)
                                .toList());
        int foundN = found.size();
        List<Double> offsets = new ArrayList<>();
        for (long end : ends) {
            Optional<Long> nearest =
                    found.stream()
                            .filter(time -> Math.abs(time - end) <= TOLERANCE_MS)
                            .min((a, b) -> Long.compare(Math.abs(a - end), Math.abs(b - end)));
            if (nearest.isPresent()) {
                found.remove(nearest.get());
                offsets.add((double) Math.abs(nearest.get() - end));
            }
        }
        return new ClipsResult.BlinkScore(
                ends.size(),
                foundN,
                offsets.size(),
                Statistics.mean(offsets.stream().mapToDouble(o -> o).toArray()));
    }

    private static ClipsResult.SmileScore smile(ClipTruth truth, List<SeenFrame> frames)
            throws BadDataException {
        List<SeenFrame> labelled = new ArrayList<>();
        List<Double> smiles = new ArrayList<>();
        for (SeenFrame frame : frames) {
            Csv.Row row = truth.at(frame.timeMs());
            if (row != null && row.has("smile")) {
                labelled.add(frame);
                smiles.add(row.number("smile"));
            }
        }
        double[] happy = labelled.stream().mapToDouble(SeenFrame::happy).toArray();
        double[] smile = smiles.stream().mapToDouble(s -> s).toArray();
        long[] times = labelled.stream().mapToLong(SeenFrame::timeMs).toArray();
        Long trueOnset = onset(times, smile);
        Long seenOnset = onset(times, smoothed(times, happy));
        return new ClipsResult.SmileScore(
                happy.length,
                Statistics.correlation(happy, smile),
                trueOnset == null || seenOnset == null ? null : seenOnset - trueOnset);
    }

    private static double[] smoothed(long[] times, double[] values) {
        double[] smoothed = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            int first = i;
            int last = i;
            while (first > 0 && times[first - 1] >= times[i] - GazeMap.HALF_WINDOW_MS) {
                first--;
            }
            while (last + 1 < values.length
                    && times[last + 1] <= times[i] + GazeMap.HALF_WINDOW_MS) {
                last++;
            }
            double[] around = Arrays.copyOfRange(values, first, last + 1);
            smoothed[i] = Statistics.median(around);
        }
        return smoothed;
    }

    /** When the curve first rises through {@link #ONSET}; null when it never does. */
    private static Long onset(long[] times, double[] curve) {
        for (int i = 1; i < curve.length; i++) {
            if (curve[i - 1] < ONSET && curve[i] >= ONSET) {
                return times[i];
            }
        }
        return null;
    }

    /** As the job does it: calibrated on the points shown, tested after them. */
    private static ClipsResult.GazeScore gaze(ClipTruth truth, List<SeenFrame> frames)
            throws BadDataException {
        List<Look> calibration = new ArrayList<>();
        List<Look> test = new ArrayList<>();
        for (SeenFrame frame : frames) {
            if (frame.features() == null) {
                continue;
            }
            int point = truth.calibrationPoint(frame.timeMs());
            Csv.Row row = truth.at(frame.timeMs());
            if (point >= 0) {
                CalibrationPoint at = truth.point(point);
                calibration.add(look(frame, at.xPx(), at.yPx(), point));
            } else if (frame.timeMs() >= truth.calibratedMs() && isWatching(row)) {
                test.add(look(frame, row.number("x_px"), row.number("y_px"), -1));
            }
        }
        return new ClipsResult.GazeScore(
                error(test, GazeMap.of(GazeMap.calibrate(calibration, truth.screen())), truth),
                error(test, GazeMap.irisOnly(calibration), truth),
                error(test, Optional.of(GazeMap.constant(calibration)), truth));
    }

    private static Look look(SeenFrame frame, double xPx, double yPx, int point) {
        return new Look(frame.timeMs(), frame.features(), frame.eye(), xPx, yPx, point);
    }

    /** Whether the point looked at is known, and the ad plays where that is told. */
    private static boolean isWatching(Csv.Row row) {
        boolean tellsAd = row != null && row.cells().containsKey("ad_time_ms");
        return row != null && row.has("x_px") && (!tellsAd || row.has("ad_time_ms"));
    }

    private static GazeError error(List<Look> test, Optional<GazeMap> map, ClipTruth truth) {
        if (test.isEmpty() || map.isEmpty()) {
            return null;
        }
        return GazeError.of(test, map.get().smoothed(test), truth.screen());
    }
}
