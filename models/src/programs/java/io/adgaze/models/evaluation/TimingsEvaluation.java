package io.adgaze.models.evaluation;

import io.adgaze.models.DemographicsEstimator;
import io.adgaze.models.ExpressionClassifier;
import io.adgaze.models.FaceDetector;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceMesh;
import io.adgaze.models.FaceRegion;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.GazeFeatures;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * What a call of each model costs, its input's preparation included, on one thread.
 *
 * <p>Over the first frames of a labelled clip; the first are a warm-up.
 */
final class TimingsEvaluation implements Section {

    private static final int WARM_UP_FRAMES = 60;
    private static final int TIMED_FRAMES = 300;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NINETIETH = 0.9;

    private final ClipsEvaluation clips;

    /**
     * The section.
     *
     * @param clips has the recording that is looked at
     */
    TimingsEvaluation(ClipsEvaluation clips) {
        this.clips = clips;
    }

    /**
     * The models' costs.
     *
     * @param recording what was looked at
     * @param models each model
     */
    record TimingsResult(String recording, List<ModelCost> models) implements Result {

        @Override
        public List<Figure> figures() {
            return models.stream()
                    .map(
                            model ->
                                    new Figure(
                                            model.name + ", a call, median",
                                            Markdown.number(model.medianMs, 2) + " ms",
                                            recording,
                                            model.callsN + " calls"))
                    .toList();
        }

        @Override
        public void describe(Markdown page) {
            page.heading(2, "Milliseconds a call");
            page.paragraph(
                    "On the wall's clock, one thread, on "
                            + recording
                            + "; whatever else the machine does is in it.");
            Markdown.Table table = page.table("model", "calls", "median", "90 %");
            for (ModelCost model : models) {
                table.row(
                        model.name,
                        model.callsN,
                        Markdown.number(model.medianMs, 2),
                        Markdown.number(model.ninetiethMs, 2));
            }
            table.end();
        }
    }

    /**
     * One model.
     *
     * @param name its name
     * @param callsN calls timed
     * @param medianMs half the calls take no longer
     * @param ninetiethMs nine tenths take no longer
     */
    record ModelCost(String name, int callsN, double medianMs, double ninetiethMs) {}

    @Override
    public String name() {
        return "timings";
    }

    @Override
    public String reads() {
        return clips.reads();
    }

    @Override
    public Optional<TimingsResult> score(Path data) throws IOException {
        Optional<Path> recording = clips.anyRecording(data);
        if (recording.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Double>> costs = time(recording.get());
        List<ModelCost> models = new ArrayList<>();
        costs.forEach(
                (name, calls) -> {
                    double[] ms = calls.stream().mapToDouble(call -> call).toArray();
                    models.add(
                            new ModelCost(
                                    name,
                                    ms.length,
                                    Statistics.median(ms),
                                    Statistics.quantile(NINETIETH, ms)));
                });
        String clip = recording.get().getParent().getFileName().toString();
        return Optional.of(new TimingsResult(clip, models));
    }

    private static Map<String, List<Double>> time(Path recording) throws IOException {
        Map<String, List<Double>> costs = new LinkedHashMap<>();
        try (FaceTracker tracker = FaceTracker.load();
                FaceDetector detector = FaceDetector.load();
                FaceMesh mesh = FaceMesh.load();
                ExpressionClassifier expression = ExpressionClassifier.load();
                DemographicsEstimator demographics = DemographicsEstimator.load();
                SeekableByteChannel source = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            FaceTrack track = FaceTrack.lost();
            for (int i = 0; i < WARM_UP_FRAMES + TIMED_FRAMES; i++) {
                VideoFrame frame = decoder.next();
                if (frame == null) {
                    break;
                }
                if (i == WARM_UP_FRAMES) {
                    costs.clear();
                }
                Mat bgr = frame.bgr();
                var seen = tracker.track(bgr, frame.timestampMs(), track);
                track = seen.track();
                FaceLandmarks face = seen.landmarks();
                if (face == null) {
                    continue;
                }
                timed(costs, "face detector", () -> detector.detect(bgr));
                timed(costs, "face mesh", () -> mesh.locate(bgr, FaceRegion.around(face)));
                timed(costs, "expression", () -> expression.classify(bgr, face));
                timed(costs, "age and gender", () -> demographics.estimate(bgr, face));
                timed(costs, "gaze features", () -> GazeFeatures.of(bgr, face));
            }
        } catch (UnreadableVideoException e) {
            throw new BadDataException(recording, e.getMessage(), e);
        }
        return costs;
    }

    private static void timed(Map<String, List<Double>> costs, String model, Supplier<?> call) {
        long start = System.nanoTime();
        Object unused = call.get();
        double ms = (System.nanoTime() - start) / NANOS_PER_MILLI;
        costs.computeIfAbsent(model, key -> new ArrayList<>()).add(ms);
    }
}
