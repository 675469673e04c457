package io.adgaze.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GazeSmootherTest {

    private GazeSmoothing smoothing = GazeSmoothing.start();

    @Test
    void theFirstPointIsItself() {
        assertThat(step(0, 10, 20)).isEqualTo(new ScreenPoint(10, 20));
    }

    @Test
    void anOutlierDoesNotShow() {
        for (int i = 0; i < 5; i++) {
            step(33L * i, 100, 200);
        }
        assertThat(step(165, 1900, 1000)).isEqualTo(new ScreenPoint(100, 200));
    }

    @Test
    void aJumpIsFollowedWithoutPointsInBetween() {
        long nowMs = 0;
        for (; nowMs < 1000; nowMs += 33) {
            step(nowMs, 100, 100);
        }
        for (int i = 0; i < 10; i++, nowMs += 33) {
            double x = step(nowMs, 900, 100).xPx();
            assertThat(x).isIn(100.0, 500.0, 900.0);
        }
        assertThat(step(nowMs, 900, 100).xPx()).isCloseTo(900, within(1e-9));
    }

    @Test
    void whatIsOlderThanTheWindowIsForgotten() {
        step(0, 100, 100);
        assertThat(step(1000, 900, 900)).isEqualTo(new ScreenPoint(900, 900));
        assertThat(smoothing.recordingMs()).containsExactly(1000L);
    }

    private ScreenPoint step(long recordingMs, double x, double y) {
        GazeSmoother.Step step = GazeSmoother.step(smoothing, recordingMs, new ScreenPoint(x, y));
        smoothing = step.smoothing();
        return step.point();
    }
}
