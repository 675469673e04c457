package io.adgaze.models.evaluation;

import io.adgaze.models.BlinkDetector;
import io.adgaze.models.BlinkTrack;
import io.adgaze.models.DemographicsEstimator;
import io.adgaze.models.ExpressionClassifier;
import io.adgaze.models.EyeState;
import io.adgaze.models.FaceDetector;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceMesh;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceRegion;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.HeadPose;
import io.adgaze.models.video.UnreadableVideoException;
import io.adgaze.models.video.VideoDecoder;
import io.adgaze.models.video.VideoFrame;
import io.adgaze.models.video.VideoLimits;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Prints what each step of analysing a recording costs, on one thread.
 *
 * <p>Argument: a recording with a face. It is analysed twice, and the second pass is timed.
 */
public final class ModelTimings {

    private static final double NANOS_PER_MILLI = 1e6;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, Cost> costs = new LinkedHashMap<>();
    private int frames;

    /** What one step has cost so far, ns: on the wall's clock by call, and of this thread's CPU. */
    private static final class Cost {
        private final LongStream.Builder wall = LongStream.builder();
        private long cpu;
    }

    private ModelTimings() {}

    /**
     * Prints the table.
     *
     * @param args the recording
     */
    public static void main(String[] args) throws IOException, UnreadableVideoException {
        if (args.length != 1) {
            throw new IllegalArgumentException("one argument: a recording with a face");
        }
        Path recording = Path.of(args[0]);
        new ModelTimings().analyse(recording);
        ModelTimings timings = new ModelTimings();
        timings.analyse(recording);
        timings.print();
    }

    private void analyse(Path recording) throws IOException, UnreadableVideoException {
        try (FaceTracker tracker = FaceTracker.load();
                FaceDetector detector = FaceDetector.load();
                FaceMesh mesh = FaceMesh.load();
                ExpressionClassifier expression = ExpressionClassifier.load();
                DemographicsEstimator demographics = DemographicsEstimator.load();
                SeekableByteChannel source = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            FaceTrack track = FaceTrack.lost();
            BlinkTrack blinks = BlinkTrack.start();
            while (true) {
                VideoFrame frame = decode(decoder);
                if (frame == null) {
                    return;
                }
                frames++;
                Mat bgr = frame.bgr();
                FaceTrack previous = track;
                FaceObservation seen =
                        timed(
                                "track (mesh, detector twice a second)",
                                () -> tracker.track(bgr, frame.timestampMs(), previous));
                track = seen.track();
                FaceLandmarks face = seen.landmarks();
                if (face == null) {
                    continue;
                }
                BlinkTrack before = blinks;
                timed("expression", () -> expression.classify(bgr, face));
                timed("gaze features", () -> GazeFeatures.of(bgr, face));
                blinks =
                        timed(
                                "pose, eyes, blink",
                                () ->
                                        BlinkDetector.step(
                                                        before,
                                                        frame.timestampMs(),
                                                        EyeState.of(face),
                                                        HeadPose.of(face))
                                                .track());
                timed("(detector alone)", () -> detector.detect(bgr));
                timed("(mesh alone)", () -> mesh.locate(bgr, FaceRegion.around(face)));
                timed("(age and gender)", () -> demographics.estimate(bgr, face));
            }
        }
    }

    private VideoFrame decode(VideoDecoder decoder) throws IOException, UnreadableVideoException {
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        VideoFrame frame = decoder.next();
        record("decode", wall, cpu);
        return frame;
    }

    private <T> T timed(String step, Supplier<T> work) {
        long wall = System.nanoTime();
        long cpu = threads.getCurrentThreadCpuTime();
        T result = work.get();
        record(step, wall, cpu);
        return result;
    }

    private void record(String step, long wallStart, long cpuStart) {
        Cost cost = costs.computeIfAbsent(step, key -> new Cost());
        cost.cpu += threads.getCurrentThreadCpuTime() - cpuStart;
        cost.wall.add(System.nanoTime() - wallStart);
    }

    private void print() {
        System.out.println(
                "ms a call                                median    mean    99 %     CPU");
        double wallPerFrame = 0;
        double cpuPerFrame = 0;
        for (Map.Entry<String, Cost> step : costs.entrySet()) {
            long[] sorted = step.getValue().wall.build().sorted().toArray();
            double wall = LongStream.of(sorted).sum() / NANOS_PER_MILLI;
            double cpu = step.getValue().cpu / NANOS_PER_MILLI;
            if (!step.getKey().startsWith("(")) {
                wallPerFrame += wall / frames;
                cpuPerFrame += cpu / frames;
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-38s %8.2f %7.2f %7.2f %7.2f%n",
                    step.getKey(),
                    sorted[sorted.length / 2] / NANOS_PER_MILLI,
                    wall / sorted.length,
                    sorted[sorted.length * 99 / 100] / NANOS_PER_MILLI,
                    cpu / sorted.length);
        }
        System.out.printf(
                Locale.ROOT,
                "%d frames: %.2f ms a frame, %.2f ms of CPU, without what stands in brackets%n",
                frames,
                wallPerFrame,
                cpuPerFrame);
    }
}
