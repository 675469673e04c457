package io.adgaze.video;

import static io.adgaze.video.TestVideos.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoDecoderTest {

    /** Identifier, size and time code of a cluster. */
    private static final int CLUSTER_HEADER = 15;

    /** The id of a Matroska cluster (RFC 9559). */
    private static final byte[] CLUSTER = bytes(0x1F, 0x43, 0xB6, 0x75);

    /** The id of a Matroska segment, whose size takes eight bytes. */
    private static final byte[] SEGMENT = bytes(0x18, 0x53, 0x80, 0x67);

    private static final int SIZE_BYTES = 8;

    @TempDir Path folder;

    @Test
    void framesCarryTheContainersTimestamps() throws Exception {
        long[] uneven = {0, 33, 67, 150, 151, 400, 433};
        Decoded decoded = decode(TestVideos.webm(file(), 320, 240, uneven));

        assertThat(decoded.timestampsMs).containsExactly(0L, 33L, 67L, 150L, 151L, 400L, 433L);
        assertThat(decoded.truncated).isFalse();
        assertThat(decoded.nonMonotonic).isZero();
    }

    @Test
    void aBrowsersRecordingHasNoDuration() throws Exception {
        try (SeekableByteChannel source =
                        Files.newByteChannel(TestVideos.webm(file(), 320, 240, every(40, 10)));
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            assertThat(decoder.durationMs()).isNull();
        }
    }

    @Test
    void aDurationInTheHeaderIsTold() throws Exception {
        Path video = TestVideos.withDuration(file(), 320, 240, every(40, 25));
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            assertThat(decoder.durationMs()).isBetween(960L, 1000L);
        }
    }

    @Test
    void aSingleFrameIsARecording() throws Exception {
        Decoded decoded = decode(TestVideos.webm(file(), 320, 240, 0));

        assertThat(decoded.timestampsMs).containsExactly(0L);
        assertThat(decoded.truncated).isFalse();
    }

    @Test
    void framesWhoseTimestampJumpsBackAreDroppedAndCounted() throws Exception {
        Path video = TestVideos.webm(file(), 320, 240, every(40, 10));
        // The block of 200 ms: track 1, two bytes of time. It now claims 10 ms.
        TestVideos.patch(video, bytes(0x81, 0, 200), bytes(0x81, 0, 10));

        Decoded decoded = decode(video);

        assertThat(decoded.timestampsMs)
                .containsExactly(0L, 40L, 80L, 120L, 160L, 240L, 280L, 320L, 360L);
        assertThat(decoded.nonMonotonic).isEqualTo(1);
        assertThat(decoded.truncated).isFalse();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.9, 0.999})
    void aCutRecordingGivesWhatItHoldsAndSaysSo(double share) throws Exception {
        Path video = TestVideos.cut(TestVideos.webm(file(), 320, 240, every(40, 50)), share);

        Decoded decoded = decode(video);

        assertThat(decoded.timestampsMs).hasSizeBetween(1, 49);
        assertThat(decoded.truncated).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.8})
    void aCutFileWithKnownSizesSaysSo(double share) throws Exception {
        Path video =
                TestVideos.cut(TestVideos.withDuration(file(), 320, 240, every(40, 50)), share);

        assertThat(decode(video).truncated).isTrue();
    }

    @Test
    void aFrameIsOnLoanUntilTheNext() throws Exception {
        Path video = TestVideos.webm(file(), 320, 240, every(40, 3));
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            VideoFrame first = decoder.next();
            assertThat(first.bgr().cols()).isEqualTo(320);
            VideoFrame second = decoder.next();
            assertThatThrownBy(first::bgr).isInstanceOf(IllegalStateException.class);
            second.close();
            assertThatThrownBy(second::bgr).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a4kPictureIsScaledDown() throws Exception {
        try (SeekableByteChannel source =
                        Files.newByteChannel(TestVideos.webm(file(), 3840, 2160, 0, 40));
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT);
                VideoFrame frame = decoder.next()) {
            assertThat(frame.bgr().cols()).isEqualTo(1280);
            assertThat(frame.bgr().rows()).isEqualTo(720);
        }
    }

    @ParameterizedTest
    @CsvSource({"90, 240, 320", "180, 320, 240", "270, 240, 320", "0, 320, 240"})
    void picturesAreTurnedAsTheCameraSays(double degrees, int width, int height) throws Exception {
        try (SeekableByteChannel source =
                        Files.newByteChannel(TestVideos.turned(file(), 320, 240, degrees));
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT);
                VideoFrame frame = decoder.next()) {
            assertThat(frame.bgr().cols()).isEqualTo(width);
            assertThat(frame.bgr().rows()).isEqualTo(height);
            // Counter-clockwise, as FFmpeg counts: the white left half ends up at the bottom.
            Mat corner = frame.bgr().apply(new Rect(0, 0, 9, 9));
            boolean white = opencv_core.mean(corner).get(0) > 128;
            assertThat(white).isEqualTo(degrees == 0 || degrees == 270);
        }
    }

    @Test
    void anEmptyFileIsNoVideo() throws Exception {
        assertUnreadable(Files.createFile(file()), Kind.NOT_A_VIDEO);
    }

    @Test
    void textIsNoVideo() throws Exception {
        assertUnreadable(Files.writeString(file(), "not a video\n".repeat(1000)), Kind.NOT_A_VIDEO);
    }

    @Test
    void aPlaylistIsNoVideoEvenIfItNamesOne() throws Exception {
        Path video = TestVideos.webm(folder.resolve("real.webm"), 320, 240, 0, 40);
        assertUnreadable(
                Files.writeString(file(), "ffconcat version 1.0\nfile " + video + "\n"),
                Kind.NOT_A_VIDEO);
        assertUnreadable(
                Files.writeString(
                        file(), "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + video + "\n"),
                Kind.NOT_A_VIDEO);
    }

    @Test
    void soundAloneHasNoVideoStream() throws Exception {
        assertUnreadable(TestVideos.audioOnly(file()), Kind.NO_VIDEO_STREAM);
    }

    @Test
    void aHeaderWithoutPicturesHasNoFrames() throws Exception {
        Path video = TestVideos.webm(file(), 320, 240, every(40, 10));
        byte[] content = Files.readAllBytes(video);
        int cluster = indexOf(content, CLUSTER);
        Files.write(video, Arrays.copyOf(content, cluster + CLUSTER_HEADER));

        assertUnreadable(video, Kind.NO_FRAMES);
    }

    @Test
    void picturesThatCannotBeDecodedAreNoFrames() throws Exception {
        Path video = TestVideos.webm(file(), 320, 240, every(40, 20));
        byte[] content = Files.readAllBytes(video);
        // The header before the first cluster has random ids, any of which may look like a block's.
        for (int i = indexOf(content, CLUSTER); i + 3 < content.length; i++) {
            // A block's header is its track, two bytes of time, and flags; then the lengths and
            // kinds of H.264's units.
            boolean block = (content[i] & 0xFF) == 0x81 && (content[i + 3] & 0x7F) == 0;
            if (block) {
                Arrays.fill(content, i + 4, Math.min(content.length, i + 14), (byte) 0xFF);
            }
        }
        Files.write(video, content);

        assertUnreadable(video, Kind.NO_FRAMES);
    }

    @Test
    void absurdDimensionsAreRefusedByTheHeaderAlone() throws Exception {
        Path video = TestVideos.webm(file(), 320, 240, every(40, 3));
        TestVideos.patch(video, bytes(0xB0, 0x82, 0x01, 0x40), bytes(0xB0, 0x82, 0x40, 0x00));

        UnreadableVideoException refused = assertUnreadable(video, Kind.TOO_LARGE);

        assertThat(refused).hasMessageContaining("16384 x 240").hasMessageContaining("4096");
    }

    @Test
    void aPictureWithoutSizeIsRefused() throws Exception {
        Path video = TestVideos.webm(file(), 320, 256, every(40, 3));
        TestVideos.patch(video, bytes(0xB0, 0x82, 0x01, 0x40), bytes(0xB0, 0x82, 0, 0));
        TestVideos.patch(video, bytes(0xBA, 0x82, 0x01, 0x00), bytes(0xBA, 0x82, 0, 0));

        assertUnreadable(video, Kind.NOT_A_VIDEO);
    }

    @Test
    void whatIsTooLongIsRefused() throws Exception {
        Path announced = TestVideos.withDuration(file(), 320, 240, every(100, 20));
        Path unannounced = TestVideos.webm(folder.resolve("live.webm"), 320, 240, every(100, 20));
        VideoLimits oneSecond = new VideoLimits(4096, 1000, 1000);
        VideoLimits fiveFrames = new VideoLimits(4096, 10_000, 5);

        assertThat(kindOf(announced, oneSecond)).isEqualTo(Kind.TOO_LARGE);
        assertThat(kindOf(unannounced, oneSecond)).isEqualTo(Kind.TOO_LARGE);
        assertThat(kindOf(unannounced, fiveFrames)).isEqualTo(Kind.TOO_LARGE);
    }

    /** Each is decoded, and most give no frame: those of a cluster show one moment. */
    @Test
    void picturesThatGiveNoFrameAreDecodedInSlicesAndCounted() throws Exception {
        int pictures = 100;
        Path video = TestVideos.webm(file(), 1280, 720, every(1, pictures));
        byte[] content = Files.readAllBytes(video);
        for (int i = indexOf(content, CLUSTER); i + 3 < content.length; i++) {
            boolean block = (content[i] & 0xFF) == 0x81 && (content[i + 3] & 0x7F) == 0;
            if (block && content[i + 1] == 0) {
                content[i + 2] = 0;
            }
        }
        Files.write(video, content);

        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder =
                        VideoDecoder.open(source, VideoLimits.DEFAULT, Duration.ZERO)) {
            List<VideoDecoder.Progress> slices = new ArrayList<>();
            while (!slices.contains(VideoDecoder.Progress.END)) {
                slices.add(decoder.advance());
            }

            assertThat(slices)
                    .filteredOn(VideoDecoder.Progress.NO_FRAME_YET::equals)
                    .as("one for each packet at least")
                    .hasSizeGreaterThanOrEqualTo(pictures);
            assertThat(slices)
                    .filteredOn(VideoDecoder.Progress.FRAME::equals)
                    .as("one of each cluster")
                    .hasSizeBetween(1, pictures / 5);
            assertThat(decoder.cost())
                    .isEqualTo(new DecodingCost(pictures, pictures, pictures * 1280L * 720));
        }
    }

    @Test
    void aFailingSourceIsNoBrokenVideo() throws Exception {
        Path video = TestVideos.webm(file(), 640, 480, every(40, 50));
        long half = Files.size(video) / 2;
        try (SeekableByteChannel source = new FailingChannel(Files.newByteChannel(video), half)) {
            assertThatThrownBy(() -> readAll(source, VideoLimits.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessage("connection lost");
        }
    }

    /** A file system may have no such place; a store does not say so before it is read. */
    @ParameterizedTest
    @ValueSource(longs = {1L << 40, 1L << 62, Long.MAX_VALUE - 1, -1})
    void anIndexThatPointsPastTheEndIsPassedOver(long position) throws Exception {
        Path video = TestVideos.webm(file(), 320, 240, every(40, 10));
        byte[] content = Files.readAllBytes(video);
        int segment = indexOf(content, SEGMENT) + SEGMENT.length + SIZE_BYTES;
        ByteBuffer seekHead = ByteBuffer.allocate(35);
        seekHead.put(bytes(0x11, 0x4D, 0x9B, 0x74, 0x9E)); // SeekHead of 30 bytes,
        seekHead.put(bytes(0x4D, 0xBB, 0x92)); // in it a Seek of 18:
        seekHead.put(bytes(0x53, 0xAB, 0x84, 0x12, 0x54, 0xC3, 0x67)); // to the Tags
        seekHead.put(bytes(0x53, 0xAC, 0x88)).putLong(position);
        seekHead.put(bytes(0xEC, 0x87)).put(new byte[7]); // and a Void.
        Files.write(
                video,
                ByteBuffer.allocate(content.length + seekHead.capacity())
                        .put(content, 0, segment)
                        .put(seekHead.array())
                        .put(content, segment, content.length - segment)
                        .array());

        assertThat(decode(video).timestampsMs).hasSize(10);
    }

    @Test
    void aStoreThatBreaksUnexpectedlyIsNoBrokenVideo() throws Exception {
        Path video = TestVideos.webm(file(), 640, 480, every(40, 50));
        try (SeekableByteChannel source =
                new FailingChannel(Files.newByteChannel(video), Files.size(video) / 2) {
                    @Override
                    public int read(ByteBuffer target) throws IOException {
                        try {
                            return super.read(target);
                        } catch (IOException e) {
                            throw new IllegalStateException("pool shut down", e);
                        }
                    }
                }) {
            assertThatThrownBy(() -> readAll(source, VideoLimits.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("pool shut down");
        }
    }

    @Test
    void theSourceStaysOpen() throws Exception {
        try (SeekableByteChannel source =
                Files.newByteChannel(TestVideos.webm(file(), 320, 240, 0, 40))) {
            VideoDecoder.open(source, VideoLimits.DEFAULT).close();
            assertThat(source.isOpen()).isTrue();
        }
    }

    private Path file() {
        return folder.resolve("video.webm");
    }

    private record Decoded(List<Long> timestampsMs, boolean truncated, int nonMonotonic) {}

    private static Decoded decode(Path video) throws Exception {
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            return readAll(source, VideoLimits.DEFAULT);
        }
    }

    private static Decoded readAll(SeekableByteChannel source, VideoLimits limits)
            throws IOException, UnreadableVideoException {
        try (VideoDecoder decoder = VideoDecoder.open(source, limits)) {
            List<Long> timestamps = new ArrayList<>();
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                timestamps.add(frame.timestampMs());
            }
            return new Decoded(timestamps, decoder.truncated(), decoder.nonMonotonicFrames());
        }
    }

    private static UnreadableVideoException assertUnreadable(Path video, Kind kind)
            throws IOException {
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            UnreadableVideoException thrown =
                    catchThrowableOfType(
                            UnreadableVideoException.class,
                            () -> readAll(source, VideoLimits.DEFAULT));
            assertThat(thrown).as("a file that must be refused").isNotNull();
            assertThat(thrown.kind()).isEqualTo(kind);
            return thrown;
        }
    }

    private static Kind kindOf(Path video, VideoLimits limits) throws IOException {
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            return catchThrowableOfType(
                            UnreadableVideoException.class, () -> readAll(source, limits))
                    .kind();
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static int indexOf(byte[] content, byte[] wanted) {
        for (int i = 0; i + wanted.length <= content.length; i++) {
            if (Arrays.equals(content, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("not found");
    }

    /** Loses its connection once {@code readable} bytes were read. */
    private static class FailingChannel implements SeekableByteChannel {

        private final SeekableByteChannel channel;
        private final long readable;

        FailingChannel(SeekableByteChannel channel, long readable) {
            this.channel = channel;
            this.readable = readable;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (channel.position() >= readable) {
                throw new IOException("connection lost");
            }
            return channel.read(target);
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            channel.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
