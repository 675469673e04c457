package io.adgaze.video;

import static io.adgaze.video.TestVideos.every;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoProbeTest {

    @TempDir Path folder;

    @Test
    void readsTheHeader() throws Exception {
        VideoInfo info = probe(TestVideos.withDuration(file(), 320, 240, every(40, 25)));

        assertThat(info.widthPx()).isEqualTo(320);
        assertThat(info.heightPx()).isEqualTo(240);
        assertThat(info.durationMs()).isBetween(960L, 1000L);
        assertThat(info.hasAudio()).isFalse();
    }

    @Test
    void findsTheEndWhereTheHeaderDoesNotNameIt() throws Exception {
        VideoInfo info = probe(TestVideos.webm(file(), 320, 240, every(40, 50)));

        assertThat(info.durationMs()).isBetween(1960L, 2000L);
        assertThat(info.fps()).isCloseTo(25, within(1.0));
    }

    @Test
    void refusesWhatIsNoVideo() throws IOException {
        Path text = Files.writeString(file(), "not a video");

        assertThatThrownBy(() -> probe(text)).isInstanceOf(UnreadableVideoException.class);
    }

    @Test
    void refusesPicturesOverTheSideLimit() throws Exception {
        Path video = TestVideos.withDuration(file(), 640, 480, every(40, 5));

        assertThatThrownBy(() -> probe(video, VideoLimits.DEFAULT.withMaxSidePx(639)))
                .isInstanceOf(UnreadableVideoException.class)
                .hasMessageContaining("640 x 480")
                .hasMessageContaining("639 px");
        assertThat(probe(video, VideoLimits.DEFAULT.withMaxSidePx(640)).widthPx()).isEqualTo(640);
    }

    private Path file() {
        return folder.resolve("ad.mkv");
    }

    private static VideoInfo probe(Path video) throws IOException, UnreadableVideoException {
        return probe(video, VideoLimits.DEFAULT);
    }

    private static VideoInfo probe(Path video, VideoLimits limits)
            throws IOException, UnreadableVideoException {
        try (SeekableByteChannel source = Files.newByteChannel(video)) {
            return VideoProbe.probe(source, limits);
        }
    }
}
