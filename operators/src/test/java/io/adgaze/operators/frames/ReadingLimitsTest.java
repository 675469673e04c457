package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.video.DecodingCost;
import org.junit.jupiter.api.Test;

/** All of a session's recordings together: ten seconds here. */
class ReadingLimitsTest {

    private static final long FULL_HD = 1920L * 1080;

    private final ReadingLimits limits = new ReadingLimits(30, 2560, 10_000);

    @Test
    void leaveTheNextRecordingWhatIsLeft() {
        assertThat(limits.video(0).maxDurationMs()).isEqualTo(10_000);
        assertThat(limits.video(9000).maxDurationMs()).isEqualTo(1000);
        assertThat(limits.video(11_000).maxDurationMs()).isZero();
    }

    @Test
    void countPacketsPicturesAndPixels() {
        assertThat(limits.passedBy(new DecodingCost(4800, 2400, 600 * FULL_HD))).isNull();
        assertThat(limits.passedBy(new DecodingCost(4801, 0, 0))).contains("4800 packets");
        assertThat(limits.passedBy(new DecodingCost(0, 2401, 0))).contains("2400 decoded pictures");
        assertThat(limits.passedBy(new DecodingCost(0, 0, 600 * FULL_HD + 1)))
                .contains("1244 million decoded pixels");
    }
}
