package io.adgaze.video;

import static io.adgaze.video.TestVideos.every;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A recording's time is 0 at its earliest timestamp, and runs on over whatever jumps. */
class RecordingTimeTest {

    private static final long[] TEN = every(40, 10);
    private static final List<Long> TEN_TIMES = LongStream.of(TEN).boxed().toList();

    @TempDir private Path folder;

    private record Times(List<Long> ms, int partsBegun, int dropped) {}

    @ParameterizedTest
    @ValueSource(longs = {0, 23, 5000, 60_000})
    void beginsWithTheFirstPictureWhateverTheContainerSays(long startMs) throws Exception {
        long[] late = LongStream.of(TEN).map(ms -> ms + startMs).toArray();

        assertThat(times(TestVideos.webm(file(), 320, 240, late)))
                .isEqualTo(new Times(TEN_TIMES, 0, 0));
    }

    @Test
    void beginsWithTheSoundWhereThatIsFirst() throws Exception {
        List<Long> times =
                times(TestVideos.withSound(file(), avcodec.AV_CODEC_ID_MP2, 200, 240, 280)).ms();

        // The encoder's sound begins some 10 ms early.
        assertThat(times.get(0)).isBetween(200L, 215L);
        assertThat(times).containsExactly(times.get(0), times.get(0) + 40, times.get(0) + 80);
    }

    /** Opus, which browsers record, begins 6.5 ms before what is heard. */
    @Test
    void doesNotBeginWithSoundThatIsNotHeard() throws Exception {
        assertThat(times(TestVideos.withSound(file(), avcodec.AV_CODEC_ID_OPUS, TEN)).ms())
                .isEqualTo(TEN_TIMES);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.4, 1.47, 3600, 95_000})
    void beginsWithABroadcastsFirstPicture(double startS) throws Exception {
        assertThat(times(TestVideos.transportStream(file(), startS, TEN)))
                .isEqualTo(new Times(TEN_TIMES, 0, 0));
    }

    @Test
    void runsOnWhereABroadcastsClockWrapsAround() throws Exception {
        assertThat(times(TestVideos.transportStream(file(), 95_443.5, TEN)))
                .isEqualTo(new Times(TEN_TIMES, 0, 0));
    }

    @Test
    void runsOnInRecordingsThatWereJoined() throws Exception {
        Path part = TestVideos.webm(folder.resolve("part.webm"), 320, 240, TEN);

        Times twice = times(TestVideos.joined(file(), part, part));

        assertThat(twice).isEqualTo(new Times(LongStream.of(every(40, 20)).boxed().toList(), 1, 0));
    }

    @Test
    void runsOnOverAnyNumberOfParts() throws Exception {
        Path part = TestVideos.webm(folder.resolve("part.webm"), 320, 240, TEN);
        Path two = TestVideos.joined(folder.resolve("two.webm"), part, part);

        Times three = times(TestVideos.joined(file(), two, part));

        assertThat(three).isEqualTo(new Times(LongStream.of(every(40, 30)).boxed().toList(), 2, 0));
    }

    /** Back and ahead: a broadcast's clock may be anywhere. */
    @ParameterizedTest
    @ValueSource(doubles = {1.4, 7200})
    void runsOnInBroadcastsThatWereJoined(double secondStartS) throws Exception {
        Path first = TestVideos.transportStream(folder.resolve("1.ts"), 3600, TEN);
        Path second = TestVideos.transportStream(folder.resolve("2.ts"), secondStartS, TEN);

        Times both = times(TestVideos.joined(file(), first, second));

        assertThat(both.partsBegun()).isOne();
        assertThat(both.ms().subList(0, 10)).isEqualTo(TEN_TIMES);
        assertThat(both.ms()).hasSize(20).isSorted();
        assertThat(both.ms().get(19)).isBetween(700L, 800L);
    }

    @Test
    void goesOnOverAPause() throws Exception {
        assertThat(times(TestVideos.webm(file(), 320, 240, 0, 40, 30_000, 30_040)))
                .isEqualTo(new Times(List.of(0L, 40L, 30_000L, 30_040L), 0, 0));
    }

    @Test
    void beginsWithTheFirstPictureBehindAnEditList() throws Exception {
        assertThat(times(TestVideos.mp4(file(), 200, 240, 280)).ms()).containsExactly(0L, 40L, 80L);
    }

    private Path file() {
        return folder.resolve("video");
    }

    private static Times times(Path video) throws Exception {
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            List<Long> times = new ArrayList<>();
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                times.add(frame.timestampMs());
            }
            return new Times(times, decoder.partsBegun(), decoder.nonMonotonicFrames());
        }
    }
}
