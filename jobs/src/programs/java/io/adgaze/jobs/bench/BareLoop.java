package io.adgaze.jobs.bench;

import io.adgaze.models.BlinkDetector;
import io.adgaze.models.BlinkStep;
import io.adgaze.models.BlinkTrack;
import io.adgaze.models.DemographicsEstimator;
import io.adgaze.models.ExpressionClassifier;
import io.adgaze.models.EyeState;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.HeadPose;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The job's work on a recording, on one thread, without Flink. */
final class BareLoop implements AutoCloseable {

    /** As the job does: the two do not change from frame to frame. */
    private static final long DEMOGRAPHICS_EVERY_MS = 500;

    private final FaceTracker tracker;
    private final ExpressionClassifier expressions;
    private final DemographicsEstimator demographics;

    BareLoop() throws IOException {
        tracker = FaceTracker.load();
        expressions = ExpressionClassifier.load();
        demographics = DemographicsEstimator.load();
    }

    /** Analyses every frame; returns how many there were. */
    int analyse(Path recording, StageClock clock) throws Exception {
        FaceTrack track = FaceTrack.lost();
        BlinkTrack blinks = BlinkTrack.start();
        long demographicsMs = Long.MIN_VALUE / 2;
        int frames = 0;
        try (FileChannel channel = FileChannel.open(recording);
                VideoDecoder decoder = VideoDecoder.open(channel, VideoLimits.DEFAULT)) {
            while (true) {
                try (VideoFrame frame = decoder.next()) {
                    clock.lap(Stage.DECODE);
                    if (frame == null) {
                        return frames;
                    }
                    frames++;
                    FaceObservation face = tracker.track(frame.bgr(), frame.timestampMs(), track);
                    track = face.track();
                    clock.lap(Stage.FACE);
                    FaceLandmarks landmarks = face.landmarks();
                    if (face.invalidReason() != null) {
                        continue;
                    }
                    expressions.classify(frame.bgr(), landmarks);
                    clock.lap(Stage.EXPRESSION);
                    if (frame.timestampMs() - demographicsMs >= DEMOGRAPHICS_EVERY_MS) {
                        demographics.estimate(frame.bgr(), landmarks);
                        demographicsMs = frame.timestampMs();
                    }
                    clock.lap(Stage.DEMOGRAPHICS);
                    BlinkStep blink =
                            BlinkDetector.step(
                                    blinks,
                                    frame.timestampMs(),
                                    EyeState.of(landmarks),
                                    HeadPose.of(landmarks));
                    blinks = blink.track();
                    GazeFeatures.of(frame.bgr(), landmarks);
                    clock.lap(Stage.GAZE);
                }
            }
        }
    }

    @Override
    public void close() {
        demographics.close();
        expressions.close();
        tracker.close();
    }
}
