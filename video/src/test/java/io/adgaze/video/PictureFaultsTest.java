package io.adgaze.video;

import static io.adgaze.records.InvalidReason.DAMAGED;
import static io.adgaze.records.InvalidReason.FROZEN;
import static io.adgaze.video.TestVideos.every;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.InvalidReason;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are no evidence say so: of damaged data, and of a camera that stands still. */
class PictureFaultsTest {

    @TempDir private Path folder;

    private record Seen(long checksum, InvalidReason reason) {}

    private record Recording(Map<Long, Seen> frames, boolean damaged, int damagedFrames) {

        long count(InvalidReason reason) {
            return frames.values().stream().filter(seen -> seen.reason() == reason).count();
        }
    }

    @ParameterizedTest
    @CsvSource({"0.3, 100", "0.5, 3000", "0.61, 20000", "0.8, 777"})
    void whatMissingDataReachesIsDamaged(double from, int bytes) throws Exception {
        Path whole = TestVideos.vp8(folder.resolve("whole.webm"), 320, 240, every(40, 100));

        assertOnlyDamagedPicturesDiffer(whole, from, bytes);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 100", "0.5, 3000", "0.61, 20000", "0.8, 777"})
    void whatALostPartOfABroadcastReachesIsDamaged(double from, int bytes) throws Exception {
        Path whole = TestVideos.transportStream(folder.resolve("whole.ts"), 1.4, every(40, 100));

        assertOnlyDamagedPicturesDiffer(whole, from, bytes);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 4096", "0.4021, 2048", "0.5, 3000", "0.61, 20000", "0.8, 2500"})
    void whatReadsAsZerosIsDamaged(double from, int bytes) throws Exception {
        Path whole = TestVideos.vp8(folder.resolve("whole.webm"), 320, 240, every(40, 100));

        assertOnlyDamagedPicturesDiffer(
                read(whole), read(TestVideos.withZeros(folder.resolve("z"), whole, from, bytes)));
    }

    private void assertOnlyDamagedPicturesDiffer(Path whole, double from, int bytes)
            throws Exception {
        assertOnlyDamagedPicturesDiffer(
                read(whole), read(TestVideos.withHole(folder.resolve("h"), whole, from, bytes)));
    }

    private static void assertOnlyDamagedPicturesDiffer(Recording right, Recording holed) {

        assertThat(right.damaged()).isFalse();
        assertThat(holed.damaged()).isTrue();
        assertThat(holed.count(DAMAGED)).isEqualTo(holed.damagedFrames()).isLessThan(40);
        holed.frames()
                .forEach(
                        (ms, seen) -> {
                            if (seen.reason() == null) {
                                assertThat(seen)
                                        .as("at %s ms", ms)
                                        .isEqualTo(right.frames().get(ms));
                            }
                        });
        long last = right.frames().keySet().stream().mapToLong(ms -> ms).max().orElseThrow();
        assertThat(holed.frames().get(last).reason()).as("after the next key picture").isNull();
    }

    @Test
    void aRecordingThatLostItsBeginningKeepsItsTimes() throws Exception {
        Path whole = TestVideos.vp8(folder.resolve("whole.webm"), 320, 240, every(40, 300));
        Recording right = read(whole);

        Recording holed = read(TestVideos.withHole(folder.resolve("holed"), whole, .02, 30_000));

        assertThat(holed.damaged()).isTrue();
        long last = right.frames().keySet().stream().mapToLong(ms -> ms).max().orElseThrow();
        assertThat(holed.frames()).containsEntry(last, right.frames().get(last));
    }

    @Test
    void aPauseDamagesNothing() throws Exception {
        Recording paused =
                read(TestVideos.vp8(folder.resolve("v.webm"), 320, 240, 0, 40, 80, 9000, 9040));

        assertThat(paused.damaged()).isFalse();
        assertThat(paused.count(null)).isEqualTo(5);
    }

    @Test
    void aPictureThatStaysForMoreThanTwoSecondsIsFrozen() throws Exception {
        int[] pictures = new int[100];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = Math.min(i, 20) + Math.max(0, i - 79); // Still from 2000 to 7900 ms.
        }

        Map<Long, Seen> frames =
                read(TestVideos.jpegsShowing(folder.resolve("v.mkv"), pictures, every(100, 100)))
                        .frames();

        frames.forEach(
                (ms, seen) ->
                        assertThat(seen.reason())
                                .as("at %s ms", ms)
                                .isEqualTo(ms > 4000 && ms < 8000 ? FROZEN : null));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 20})
    void aSlowCameraInAFastRecordingIsNotFrozen(int repeats) throws Exception {
        int[] pictures = new int[100];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = i / repeats;
        }

        Recording slow =
                read(TestVideos.jpegsShowing(folder.resolve("v.mkv"), pictures, every(100, 100)));

        assertThat(slow.count(FROZEN)).isZero();
    }

    private static Recording read(Path video) throws Exception {
        try (SeekableByteChannel source = Files.newByteChannel(video);
                VideoDecoder decoder = VideoDecoder.open(source, VideoLimits.DEFAULT)) {
            Map<Long, Seen> frames = new TreeMap<>();
            for (VideoFrame frame = decoder.next(); frame != null; frame = decoder.next()) {
                CRC32 checksum = new CRC32();
                checksum.update((ByteBuffer) frame.bgr().createBuffer());
                frames.put(
                        frame.timestampMs(), new Seen(checksum.getValue(), frame.invalidReason()));
            }
            return new Recording(frames, decoder.damaged(), decoder.damagedFrames());
        }
    }
}
