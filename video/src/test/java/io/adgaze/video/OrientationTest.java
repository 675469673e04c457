package io.adgaze.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures come out as players show them, whichever way they are stored. */
class OrientationTest {

    private static final int WIDTH = 320;
    private static final int HEIGHT = 240;
    private static final Offset<Double> CODEC_ERROR = within(12.0);

    @TempDir Path folder;

    /** The corners of four greys, by rows, after x' = a x + c y, y' = b x + d y. */
    @ParameterizedTest
    @CsvSource({
        " 1,  0,  0,  1,  40 100 160 220",
        "-1,  0,  0,  1, 100  40 220 160",
        " 1,  0,  0, -1, 160 220  40 100",
        "-1,  0,  0, -1, 220 160 100  40",
        " 0,  1, -1,  0, 160  40 220 100",
        " 0, -1,  1,  0, 100 220  40 160",
        " 0,  1,  1,  0,  40 160 100 220",
        " 0, -1, -1,  0, 220 100 160  40",
    })
    void aRecordingIsAsItsDisplayMatrixSays(int a, int b, int c, int d, String corners)
            throws Exception {
        Path video = TestVideos.oriented(folder.resolve("v.mp4"), WIDTH, HEIGHT, a, b, c, d);

        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT);
                VideoFrame frame = decoder.next()) {
            assertThat(frame.bgr().cols()).isEqualTo(a == 0 ? HEIGHT : WIDTH);
            assertThat(frame.bgr().rows()).isEqualTo(a == 0 ? WIDTH : HEIGHT);
            assertCorners(cornersOf(frame.bgr()), corners);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-1,  0,  0,  1, 100  40 220 160",
        " 0,  1,  1,  0,  40 160 100 220",
        " 0, -1, -1,  0, 220 100 160  40",
        " 0,  1, -1,  0, 160  40 220 100",
    })
    void soIsAnAdThatIsPaintedOn(int a, int b, int c, int d, String corners) throws Exception {
        Path video = TestVideos.oriented(folder.resolve("v.mp4"), WIDTH, HEIGHT, a, b, c, d);
        Path copy = folder.resolve("copy.mp4");

        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            new VideoTranscoder(VideoLimits.DEFAULT).transcode(source, Unpainted::new, copy);
        }

        try (SeekableByteChannel source = Files.newByteChannel(copy);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT);
                VideoFrame frame = decoder.next()) {
            assertThat(frame.bgr().cols()).isEqualTo(a == 0 ? HEIGHT : WIDTH);
            assertCorners(cornersOf(frame.bgr()), corners);
        }
    }

    /** Matrices may scale, and turn by any angle: the nearest of the eight counts. */
    @ParameterizedTest
    @CsvSource({
        "131072, 0, 0, 65536, false, false, false",
        "-60000, 9000, 9000, 60000, false, true, false",
        "9000, 60000, 60000, -9000, true, false, false",
        "-2147483648, -2147483648, 1, -2147483648, false, true, true",
        "0, 0, 0, 0, false, false, false",
    })
    void theNearestOrientationCounts(
            int a, int b, int c, int d, boolean transposed, boolean leftRight, boolean topBottom) {
        try (IntPointer matrix = new IntPointer(a, b, 0, c, d, 0, 0, 0, 1 << 30)) {
            assertThat(Orientation.of(matrix))
                    .isEqualTo(new Orientation(transposed, leftRight, topBottom));
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 640, 240", "0.5, 320, 480", "1.3333, 427, 240", "8, 1280, 120"})
    void pixelsAreSquare(double aspect, int width, int height) throws Exception {
        Path video = TestVideos.ofPixels(folder.resolve("v.mkv"), WIDTH, HEIGHT, aspect);

        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT);
                VideoFrame frame = decoder.next()) {
            assertThat(frame.bgr().cols()).isEqualTo(width);
            assertThat(frame.bgr().rows()).isEqualTo(height);
            assertCorners(cornersOf(frame.bgr()), "40 100 160 220");
        }
    }

    @Test
    void theSourceMayStandAnywhere() throws Exception {
        Path video = TestVideos.webm(folder.resolve("v.webm"), WIDTH, HEIGHT, 0, 40);
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            source.read(ByteBuffer.allocate(100));
            VideoDecoder.open(source, VideoLimits.DEFAULT).close();
        }
    }

    private static List<Double> cornersOf(Mat picture) {
        int right = picture.cols() - 20;
        int bottom = picture.rows() - 20;
        return List.of(
                grey(picture, 4, 4),
                grey(picture, right, 4),
                grey(picture, 4, bottom),
                grey(picture, right, bottom));
    }

    private static double grey(Mat picture, int x, int y) {
        return opencv_core.mean(picture.apply(new Rect(x, y, 16, 16))).get(0);
    }

    private static void assertCorners(List<Double> seen, String expected) {
        List<Double> greys =
                Arrays.stream(expected.trim().split("\\s+")).map(Double::valueOf).toList();
        for (int i = 0; i < greys.size(); i++) {
            assertThat(seen.get(i))
                    .as("corner %d of %s", i, seen)
                    .isCloseTo(greys.get(i), CODEC_ERROR);
        }
    }
}
