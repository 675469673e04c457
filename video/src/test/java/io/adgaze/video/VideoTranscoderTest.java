package io.adgaze.video;

import static io.adgaze.video.TestVideos.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoTranscoderTest {

    private static final byte WHITE = (byte) 235;

    @TempDir Path folder;

    private PictureFormat format;
    private final List<Double> painted = new ArrayList<>();
    private boolean closed;

    @Test
    void whatIsPaintedIsInTheCopyAndTheRestIsAsItWas() throws Exception {
        Path video = TestVideos.webm(source(), 320, 240, every(40, 10));

        TranscodedVideo transcoded = transcode(video, VideoLimits.DEFAULT);

        assertThat(transcoded).isEqualTo(new TranscodedVideo(10, 0, null));
        assertThat(format).isEqualTo(new PictureFormat(320, 240, 4 / 3., ColorMatrix.BT601));
        assertThat(painted).containsExactly(0., 40., 80., 120., 160., 200., 240., 280., 320., 360.);
        assertThat(brightness(target(), 0)).isGreaterThan(230);
        assertThat(brightness(target(), 160)).isCloseTo(brightness(video, 160), within(3.));
        assertThat(closed).isTrue();
    }

    @Test
    void picturesOverTheSideLimitAreRefusedByTheHeader() throws Exception {
        Path video = TestVideos.webm(source(), 640, 480, 0, 40);

        UnreadableVideoException refused = refusal(video, sideOf(639));

        assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(refused).hasMessageContaining("640 x 480").hasMessageContaining("639 px");
        assertThat(transcode(video, sideOf(640)).pictures()).isEqualTo(2);
    }

    /** Had probing decoded them, their true size would be known: they would be too large. */
    @Test
    void picturesLargerThanTheirHeaderSaysAreNotDecodedByProbingEither() throws Exception {
        Path video = TestVideos.jpegs(source(), 640, 480, every(40, 5));
        TestVideos.patch(video, size(0xB0, 640), size(0xB0, 320));
        TestVideos.patch(video, size(0xBA, 480), size(0xBA, 240));

        assertThat(refusal(video, sideOf(400)).kind()).isEqualTo(Kind.NO_VIDEO_STREAM);
        assertThat(painted).isEmpty();
    }

    @Test
    void probingReadsTheStartAlone() throws Exception {
        Path video = TestVideos.announcingSound(folder.resolve("broadcast.ts"), 12);

        try (CountingChannel source = new CountingChannel(Files.newByteChannel(video))) {
            List<Long> readBeforeDecoding = new ArrayList<>();
            new VideoTranscoder(VideoLimits.DEFAULT)
                    .transcode(
                            source,
                            known -> {
                                readBeforeDecoding.add(source.read);
                                return new WhiteLeftHalf();
                            },
                            target());
            // FFmpeg would look for the sound for seven seconds of twelve.
            assertThat(readBeforeDecoding.get(0)).isLessThan(Files.size(video) / 2);
        }
    }

    @Test
    void thePainterIsClosedWhenAVideoBreaks() throws Exception {
        Path video = TestVideos.webm(source(), 320, 240, every(40, 10));

        UnreadableVideoException refused = refusal(video, new VideoLimits(4096, Long.MAX_VALUE, 5));

        assertThat(refused.kind()).isEqualTo(Kind.TOO_LARGE);
        assertThat(painted).hasSize(5);
        assertThat(closed).isTrue();
    }

    private Path source() {
        return folder.resolve("video.webm");
    }

    private Path target() {
        return folder.resolve("copy.mp4");
    }

    private static VideoLimits sideOf(int px) {
        return VideoLimits.DEFAULT.withMaxSidePx(px);
    }

    /** A Matroska element of two bytes (RFC 9559): PixelWidth is 0xB0, PixelHeight 0xBA. */
    private static byte[] size(int id, int px) {
        return new byte[] {(byte) id, (byte) 0x82, (byte) (px >> 8), (byte) px};
    }

    private UnreadableVideoException refusal(Path video, VideoLimits limits) {
        UnreadableVideoException refused =
                catchThrowableOfType(
                        UnreadableVideoException.class, () -> transcode(video, limits));
        assertThat(refused).as("a video that must be refused").isNotNull();
        return refused;
    }

    private TranscodedVideo transcode(Path video, VideoLimits limits)
            throws IOException, UnreadableVideoException {
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            return new VideoTranscoder(limits)
                    .transcode(
                            source,
                            known -> {
                                format = known;
                                return new WhiteLeftHalf();
                            },
                            target());
        }
    }

    /** Mean of the first picture's blue over 100 columns from {@code left}. */
    private static double brightness(Path video, int left)
            throws IOException, UnreadableVideoException {
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT);
                VideoFrame frame = decoder.next();
                Mat part = frame.bgr().apply(new Rect(left, 0, 100, 200))) {
            return opencv_core.mean(part).get(0);
        }
    }

    private final class WhiteLeftHalf implements PicturePainter {

        @Override
        public void paint(YuvPicture picture) {
            painted.add(picture.timeMs());
            YuvPicture.Plane luma = picture.luma();
            for (int y = 0; y < luma.heightPx(); y++) {
                for (int x = 0; x < luma.widthPx() / 2; x++) {
                    luma.pixels().put(y * luma.stride() + x, WHITE);
                }
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Counts what is read. */
    private static final class CountingChannel implements SeekableByteChannel {

        private final SeekableByteChannel inner;
        private long read;

        CountingChannel(SeekableByteChannel inner) {
            this.inner = inner;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = inner.read(target);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return inner.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            inner.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return inner.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return inner.isOpen();
        }

        @Override
        public void close() throws IOException {
            inner.close();
        }
    }
}
