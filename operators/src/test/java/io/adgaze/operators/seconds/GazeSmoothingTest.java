package io.adgaze.operators.seconds;

import static io.adgaze.operators.seconds.FrameBuilder.at;
import static io.adgaze.operators.seconds.FrameBuilder.invalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.operators.frames.MeasuredFrame;
import io.adgaze.records.InvalidReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class GazeSmoothingTest {

    @Test
    void aSinglePointStaysWhereItIs() {
        assertThat(x(at(0).gaze(.3f, .4f).build())).containsExactly(.3f);
    }

    @Test
    void anOutlierIsTakenOut() {
        assertThat(
                        x(
                                at(0).gaze(.2f, .5f).build(),
                                at(33).gaze(.9f, .5f).build(),
                                at(66).gaze(.2f, .5f).build()))
                .containsExactly(.2f, .2f, .2f);
    }

    @Test
    void aSaccadeStaysAStepWhereItWas() {
        MeasuredFrame[] step = new MeasuredFrame[20];
        for (int i = 0; i < step.length; i++) {
            step[i] = at(i * 30L).gaze(i < 10 ? .1f : .9f, .5f).build();
        }

        List<Float> smoothed = x(step);

        assertThat(smoothed.subList(0, 10)).containsOnly(.1f);
        assertThat(smoothed.subList(10, 20)).containsOnly(.9f);
    }

    @Test
    void onlyPointsWithin150MillisecondsCount() {
        assertThat(
                        x(
                                at(0).gaze(.1f, .5f).build(),
                                at(150).gaze(.5f, .5f).build(),
                                at(301).gaze(.9f, .5f).build()))
                .containsExactly(.3f, .3f, .9f);
    }

    @Test
    void acrossTheScreenAndDownItAreSmoothedApart() {
        List<MeasuredFrame> smoothed =
                GazeSmoothing.smooth(
                        List.of(
                                at(0).gaze(.1f, .9f).build(),
                                at(10).gaze(.2f, .1f).build(),
                                at(20).gaze(.9f, .2f).build()));

        assertThat(smoothed.get(0).gazeXNorm()).isEqualTo(.2f);
        assertThat(smoothed.get(0).gazeYNorm()).isEqualTo(.2f);
    }

    @Test
    void framesWithoutAPointStayWithoutAndDoNotCount() {
        MeasuredFrame blinking = at(33).blink().build();
        MeasuredFrame lost = invalid(50, InvalidReason.NO_FACE);

        List<MeasuredFrame> smoothed =
                GazeSmoothing.smooth(
                        List.of(
                                at(0).gaze(.2f, .5f).build(),
                                blinking,
                                lost,
                                at(66).gaze(.4f, .5f).build()));

        assertThat(smoothed.get(1)).isEqualTo(blinking);
        assertThat(smoothed.get(2)).isEqualTo(lost);
        assertThat(smoothed.get(3).gazeXNorm()).isEqualTo(.3f);
    }

    @Test
    void allButTheGazeStaysAsItIs() {
        MeasuredFrame frame = at(0).happy(.5f).pose(1, 2, 3).gaze(.2f, .5f).build();

        assertThat(GazeSmoothing.smooth(List.of(frame))).containsExactly(frame);
    }

    private static List<Float> x(MeasuredFrame... frames) {
        return GazeSmoothing.smooth(List.of(frames)).stream()
                .map(MeasuredFrame::gazeXNorm)
                .toList();
    }
}
