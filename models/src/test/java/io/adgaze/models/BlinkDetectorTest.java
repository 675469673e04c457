package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BlinkDetectorTest {

    private static final HeadPose AHEAD = new HeadPose(0, 0, 0);
    private static final HeadPose TURNED = new HeadPose(45, 0, 0);
    private static final long FRAME_MS = 33;

    private BlinkTrack track = BlinkTrack.start();
    private long nowMs;
    private int blinks;
    private BlinkStep last;

    @Test
    void countsABlinkWhenTheEyesOpenAgain() {
        look(0.3f, 1000, AHEAD);
        look(0.1f, 150, AHEAD);
        assertThat(last.closed()).isTrue();
        assertThat(blinks).isZero();

        look(0.3f, 300, AHEAD);

        assertThat(last.closed()).isFalse();
        assertThat(blinks).isEqualTo(1);
    }

    @Test
    void countsByTheOwnOpenEye() {
        // Narrow eyes: open is below what would be closed in the test above.
        look(0.17f, 1000, AHEAD);
        look(0.07f, 150, AHEAD);
        look(0.17f, 300, AHEAD);

        assertThat(blinks).isEqualTo(1);
        assertThat(last.openness()).isCloseTo(1, within(0.05f));
    }

    @Test
    void countsAShallowClosureOfAStillEye() {
        look(0.3f, 5000, AHEAD);
        look(0.22f, 150, AHEAD);
        look(0.3f, 300, AHEAD);

        assertThat(blinks).isEqualTo(1);
    }

    @Test
    void doesNotCountAShallowClosureOfATremblingEye() {
        for (int i = 0; i < 50; i++) {
            look(0.32f, 66, AHEAD);
            look(0.26f, 66, AHEAD);
        }
        look(0.22f, 150, AHEAD);
        look(0.3f, 300, AHEAD);

        assertThat(blinks).isZero();
    }

    @Test
    void doesNotCountEyesThatStayClosed() {
        look(0.3f, 1000, AHEAD);
        look(0.1f, 1500, AHEAD);
        look(0.3f, 300, AHEAD);

        assertThat(blinks).isZero();
    }

    @Test
    void doesNotCountATwitchOfOneFrame() {
        look(0.3f, 1000, AHEAD);
        look(0.1f, FRAME_MS, AHEAD);
        look(0.3f, 300, AHEAD);

        assertThat(blinks).isZero();
    }

    @Test
    void doesNotCountWhileTheHeadIsTurned() {
        look(0.3f, 1000, AHEAD);
        look(0.1f, 150, TURNED);
        look(0.3f, 300, TURNED);

        assertThat(blinks).isZero();
    }

    @Test
    void doesNotCountAcrossAGap() {
        look(0.3f, 1000, AHEAD);
        look(0.1f, 66, AHEAD);
        nowMs += 400;
        look(0.3f, 300, AHEAD);

        assertThat(blinks).isZero();
    }

    @Test
    void aSquintBecomesTheOwnOpenEyeInTime() {
        look(0.3f, 1000, AHEAD);
        look(0.15f, 20_000, AHEAD);

        assertThat(last.closed()).isFalse();
        assertThat(last.openness()).isCloseTo(1, within(0.1f));
    }

    @Test
    void aSessionThatBeginsInABlinkRecovers() {
        look(0.1f, 100, AHEAD);
        look(0.3f, 1500, AHEAD);
        look(0.1f, 150, AHEAD);
        look(0.3f, 300, AHEAD);

        assertThat(blinks).isEqualTo(1);
    }

    private void look(float opening, long forMs, HeadPose pose) {
        for (long end = nowMs + forMs; nowMs < end; nowMs += FRAME_MS) {
            last = BlinkDetector.step(track, nowMs, new EyeState(opening, 0, 0), pose);
            track = last.track();
            blinks += last.blinkEnded() ? 1 : 0;
        }
    }
}
