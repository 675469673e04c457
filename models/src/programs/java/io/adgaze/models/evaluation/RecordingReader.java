package io.adgaze.models.evaluation;

import io.adgaze.models.BlinkDetector;
import io.adgaze.models.BlinkStep;
import io.adgaze.models.BlinkTrack;
import io.adgaze.models.ExpressionClassifier;
import io.adgaze.models.EyeState;
import io.adgaze.models.FaceLandmarks;
import io.adgaze.models.FaceObservation;
import io.adgaze.models.FaceTrack;
import io.adgaze.models.FaceTracker;
import io.adgaze.models.GazeFeatures;
import io.adgaze.models.HeadPose;
import io.adgaze.records.measures.BlinkParameters;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Analyses recordings frame by frame, as the job does. */
final class RecordingReader implements AutoCloseable {

    private final FaceTracker tracker = FaceTracker.load();
    private final ExpressionClassifier expression = ExpressionClassifier.load();

    /**
     * A frame in which the viewer can be measured.
     *
     * @param timeMs on the recording's clock
     * @param pose the head
     * @param eye the eyes
     * @param blink what the frame adds to the blinks
     * @param features of the gaze; null where the job would give no screen point: the eyes are
     *     closed, or the head is turned away
     * @param happy probability of "happy"
     */
    record SeenFrame(
            long timeMs,
            HeadPose pose,
            EyeState eye,
            BlinkStep blink,
            GazeFeatures features,
            float happy) {}

    /**
     * What was seen of a recording.
     *
     * @param framesN frames in all
     * @param lengthMs time of its last frame
     * @param frames those in which the viewer can be measured
     */
    record SeenRecording(int framesN, long lengthMs, List<SeenFrame> frames) {}

    /** Looks at every frame. */
    SeenRecording read(Path recording) throws IOException {
        try (SeekableByteChannel source = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            List<SeenFrame> frames = new ArrayList<>();
            FaceTrack track = FaceTrack.lost();
            BlinkTrack blinks = BlinkTrack.start();
            int count = 0;
            long lengthMs = 0;
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                count++;
                lengthMs = frame.timestampMs();
                FaceObservation seen = tracker.track(frame.bgr(), lengthMs, track);
                track = seen.track();
                if (seen.invalidReason() == null) {
                    SeenFrame measured = measure(frame, seen.landmarks(), blinks);
                    blinks = measured.blink.track();
                    frames.add(measured);
                }
            }
            return new SeenRecording(count, lengthMs, frames);
        } catch (UnreadableVideoException e) {
            throw new BadDataException(recording, e.getMessage(), e);
        }
    }

    private SeenFrame measure(VideoFrame frame, FaceLandmarks face, BlinkTrack blinks) {
        HeadPose pose = HeadPose.of(face);
        EyeState eye = EyeState.of(face);
        BlinkStep blink = BlinkDetector.step(blinks, frame.timestampMs(), eye, pose);
        boolean givesPoint =
                !blink.closed() && Math.abs(pose.yawDeg()) <= BlinkParameters.MAX_YAW_DEG;
        return new SeenFrame(
                frame.timestampMs(),
                pose,
                eye,
                blink,
                givesPoint ? GazeFeatures.of(frame.bgr(), face) : null,
                expression.classify(frame.bgr(), face).happy());
    }

    @Override
    public void close() {
        tracker.close();
        expression.close();
    }
}
