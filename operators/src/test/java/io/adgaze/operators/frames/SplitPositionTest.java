package io.adgaze.operators.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.video.DecodingCost;
import org.junit.jupiter.api.Test;

class SplitPositionTest {

    @Test
    void atTheStartNothingHasPassed() {
        assertThat(SplitPosition.START.hasPassed(0)).isFalse();
        assertThat(SplitPosition.START.endMs()).isZero();
        assertThat(SplitPosition.START.fpsMean()).isNull();
    }

    @Test
    void whatWasDecodedHasPassed() {
        SplitPosition position = SplitPosition.START.decoded(100).decoded(140);

        assertThat(position.hasPassed(100)).isTrue();
        assertThat(position.hasPassed(140)).isTrue();
        assertThat(position.hasPassed(141)).isFalse();
    }

    @Test
    void theEndIsAMeanIntervalAfterTheLastFrame() {
        SplitPosition position = SplitPosition.START.decoded(100).decoded(120).decoded(200);

        assertThat(position.endMs()).isEqualTo(250);
        assertThat(position.fpsMean()).isEqualTo(20);
    }

    @Test
    void aSingleFrameLastsAMillisecond() {
        SplitPosition position = SplitPosition.START.decoded(100);

        assertThat(position.endMs()).isEqualTo(101);
        assertThat(position.fpsMean()).isNull();
    }

    @Test
    void theNextRecordingRunsOn() {
        SplitPosition first = SplitPosition.START.decoded(0).decoded(40).due(66.5);
        SplitPosition next = first.nextRecording(DecodingCost.NONE);

        assertThat(next.recording()).isEqualTo(1);
        assertThat(next.offsetMs()).isEqualTo(80);
        assertThat(next.hasPassed(next.offsetMs())).isFalse();
        assertThat(next.dueMs()).isEqualTo(66.5);
        assertThat(next.decoded(80).decoded(120).endMs()).isEqualTo(160);
    }

    @Test
    void aRecordingWithoutFramesTakesNoTime() {
        assertThat(SplitPosition.START.nextRecording(DecodingCost.NONE).offsetMs()).isZero();

        SplitPosition read =
                SplitPosition.START.decoded(0).decoded(40).nextRecording(DecodingCost.NONE);
        assertThat(read.nextRecording(DecodingCost.NONE).offsetMs()).isEqualTo(read.offsetMs());
    }

    @Test
    void theStartKnowsWhatWasRejectedOnTheWay() {
        SplitPosition reached =
                SplitPosition.START.reject().nextRecording(DecodingCost.NONE).decoded(40);
        SplitPosition start = reached.backToStart();

        assertThat(reached.isStart()).isFalse();
        assertThat(reached.isRejected()).isFalse();
        assertThat(start.isStart()).isTrue();
        assertThat(start.isRejected()).isTrue();
        assertThat(start.nextRecording(DecodingCost.NONE).isRejected()).isFalse();
    }

    /** Which it had rejected is not known, so none of those that it had finished is again. */
    @Test
    void release010IsTakenBackToTheStart() {
        SplitPosition of010 = new SplitPosition(1, 240, 9, 0, 300, 320, null, null, null, null);

        assertThat(of010.isOfThisChain()).isFalse();
        assertThat(of010.backToStart().isOfThisChain()).isTrue();
        assertThat(of010.backToStart().isRejected()).isTrue();
        assertThat(of010.backToStart().nextRecording(DecodingCost.NONE).isRejected()).isFalse();
    }
}
