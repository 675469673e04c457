package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.SharedData;
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
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Real recordings, through the classes that the job uses. */
class RecordingsTest {

    private record Seen(long recordingMs, FaceObservation observation, float happy) {}

    @Test
    void aDimBrowserRecordingShowsItsViewerThroughout() throws Exception {
        List<Seen> frames =
                analyse(SharedData.require("recordings/chrome-mediarecorder-640x480.webm"));

        long valid =
                frames.stream().filter(seen -> seen.observation.invalidReason() == null).count();
        assertThat(frames).hasSizeGreaterThan(400);
        assertThat((double) valid / frames.size()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void aSmileShows() throws Exception {
        List<Seen> frames = analyse(SharedData.require("recordings/stock-face-640x360-30fps.mp4"));

        // The smile begins at 0.6 s and is there at 0.8 s.
        assertThat(meanHappy(frames, seen -> seen.recordingMs < 500)).isLessThan(0.1);
        assertThat(meanHappy(frames, seen -> seen.recordingMs > 1000)).isGreaterThan(0.8);
    }

    @Test
    void peopleWhoCrossThePictureAreNotTheViewer() throws Exception {
        List<Seen> frames = analyse(SharedData.require("recordings/stock-face-1280x720-25fps.mp4"));

        List<Seen> withFace =
                frames.stream().filter(seen -> seen.observation.landmarks() != null).toList();
        assertThat((double) withFace.size() / frames.size()).isGreaterThan(0.9);
        assertThat(withFace)
                .allSatisfy(
                        seen ->
                                assertThat(seen.observation.landmarks().x(FaceLandmarks.NOSE_TIP))
                                        .isBetween(200f, 700f));
    }

    private static double meanHappy(List<Seen> frames, Predicate<Seen> which) {
        return frames.stream().filter(which).mapToDouble(Seen::happy).average().orElseThrow();
    }

    private static List<Seen> analyse(Path recording) throws IOException, UnreadableVideoException {
        try (FaceTracker tracker = FaceTracker.load();
                ExpressionClassifier expression = ExpressionClassifier.load();
                SeekableByteChannel source = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            List<Seen> frames = new ArrayList<>();
            FaceTrack track = FaceTrack.lost();
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                FaceObservation seen = tracker.track(frame.bgr(), frame.timestampMs(), track);
                track = seen.track();
                float happy =
                        seen.landmarks() == null
                                ? 0
                                : expression.classify(frame.bgr(), seen.landmarks()).happy();
                frames.add(new Seen(frame.timestampMs(), seen, happy));
            }
            return frames;
        }
    }
}
