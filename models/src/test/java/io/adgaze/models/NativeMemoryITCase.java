package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.video.TestVideos;
import io.adgaze.video.UnreadableVideoException;
import io.adgaze.video.VideoDecoder;
import io.adgaze.video.VideoFrame;
import io.adgaze.video.VideoLimits;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacv.OpenCVFrameConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is opened is closed: resident memory stays level over hundreds of recordings. */
class NativeMemoryITCase {

    private static final int WARM_UP = 60;
    private static final int MEASURED = 240;
    private static final int FRAMES = 5;

    /** A leak of one 640 x 480 BGR picture a recording would be 210 MB. */
    private static final long ALLOWED_GROWTH_BYTES = 48L * 1024 * 1024;

    @TempDir Path folder;

    @Test
    void residentMemoryIsLevel() throws Exception {
        Path recording;
        try (OpenCVFrameConverter.ToMat converter = new OpenCVFrameConverter.ToMat()) {
            recording =
                    TestVideos.showing(
                            folder.resolve("face.mkv"),
                            converter.convert(Portrait.scaled(2)),
                            TestVideos.every(40, FRAMES));
        }
        try (FaceTracker tracker = FaceTracker.load();
                ExpressionClassifier expression = ExpressionClassifier.load()) {
            for (int i = 0; i < WARM_UP; i++) {
                analyse(recording, tracker, expression);
            }
            long before = residentBytes();
            for (int i = 0; i < MEASURED; i++) {
                analyse(recording, tracker, expression);
            }
            long growth = residentBytes() - before;

            System.out.printf(
                    "resident memory grew by %.1f MB over %d recordings%n", growth / 1e6, MEASURED);
            assertThat(growth).isLessThan(ALLOWED_GROWTH_BYTES);
        }
    }

    private static void analyse(
            Path recording, FaceTracker tracker, ExpressionClassifier expression)
            throws IOException, UnreadableVideoException {
        try (SeekableByteChannel source = Files.newByteChannel(recording);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            FaceTrack track = FaceTrack.lost();
            int faces = 0;
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                FaceObservation seen = tracker.track(frame.bgr(), frame.timestampMs(), track);
                track = seen.track();
                assertThat(seen.invalidReason()).isNull();
                expression.classify(frame.bgr(), seen.landmarks());
                GazeFeatures.of(frame.bgr(), seen.landmarks());
                faces++;
            }
            assertThat(faces).isEqualTo(FRAMES);
        }
    }

    private static long residentBytes() {
        System.gc();
        Pointer.deallocateReferences();
        return Pointer.physicalBytes();
    }
}
