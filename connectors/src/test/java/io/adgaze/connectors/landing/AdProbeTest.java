package io.adgaze.connectors.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.reports.heatmap.TestAd;
import io.adgaze.video.UnreadableVideoException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdProbeTest {

    @TempDir Path folder;

    @Test
    void anAdOverTheSideLimitIsNotMeasured() throws Exception {
        Path ad = TestAd.mp4(folder.resolve("ad.mp4"), 160, 90, 1);

        try (FileChannel video = FileChannel.open(ad)) {
            AdProbe probe = AdProbe.video(159);
            assertThatThrownBy(() -> probe.durationMs(video))
                    .isInstanceOf(UnreadableVideoException.class)
                    .hasMessageContaining("160 x 90")
                    .hasMessageContaining("at most 159 px");
        }
        try (FileChannel video = FileChannel.open(ad)) {
            AdProbe probe = AdProbe.video(160);
            assertThat(probe.durationMs(video)).isBetween(1_000L, 1_100L);
        }
    }
}
