package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.CalibrationPoint;
import org.junit.jupiter.api.Test;

class CalibrationScheduleTest {

    private static final CalibrationPoint LEFT = new CalibrationPoint(400, 100, 100);
    private static final CalibrationPoint RIGHT = new CalibrationPoint(1400, 900, 100);
    private static final CalibrationPoint LOW = new CalibrationPoint(2400, 500, 400);

    @Test
    void aPointIsLookedAtOnceTheEyesHaveArrived() {
        CalibrationSchedule schedule = schedule(LEFT, RIGHT, LOW);

        assertThat(schedule.fittedAt(0)).isEmpty();
        assertThat(schedule.fittedAt(400)).isEmpty();
        assertThat(schedule.fittedAt(699)).isEmpty();
        assertThat(schedule.fittedAt(700)).hasValue(0);
        assertThat(schedule.fittedAt(1399)).hasValue(0);
        assertThat(schedule.fittedAt(1400)).isEmpty();
        assertThat(schedule.fittedAt(1700)).hasValue(1);
        assertThat(schedule.point(1)).isEqualTo(RIGHT);
    }

    @Test
    void theLastPointStaysAsLongAsTheOneBefore() {
        CalibrationSchedule schedule = schedule(LEFT, RIGHT, LOW);

        assertThat(schedule.fittedAt(3399)).hasValue(2);
        assertThat(schedule.fittedAt(3400)).isEmpty();
        assertThat(schedule.isOver(3399)).isFalse();
        assertThat(schedule.isOver(3400)).isTrue();
    }

    @Test
    void nobodyLooksLongerThanTwoSeconds() {
        CalibrationSchedule schedule = schedule(LEFT, new CalibrationPoint(10_400, 900, 100));

        assertThat(schedule.fittedAt(2399)).hasValue(0);
        assertThat(schedule.fittedAt(2400)).isEmpty();
        assertThat(schedule.isOver(2400)).isFalse();
        assertThat(schedule.fittedAt(12_399)).hasValue(1);
        assertThat(schedule.isOver(12_400)).isTrue();
    }

    @Test
    void theOnlyPointStaysTwoSeconds() {
        assertThat(schedule(LEFT).fittedAt(2399)).hasValue(0);
        assertThat(schedule(LEFT).isOver(2400)).isTrue();
    }

    @Test
    void aPlaceShownTwiceIsOnePoint() {
        CalibrationSchedule schedule =
                schedule(LEFT, RIGHT, new CalibrationPoint(2400, LEFT.xPx(), LEFT.yPx()));

        assertThat(schedule.fittedAt(2800)).hasValue(0);
    }

    @Test
    void withoutPointsItIsOverAtOnce() {
        CalibrationSchedule schedule = schedule();

        assertThat(schedule.isOver(0)).isTrue();
        assertThat(schedule.fittedAt(0)).isEmpty();
    }

    @Test
    void aPointThatWentAwayIsNotLookedAtAnyLonger() {
        CalibrationSchedule schedule =
                schedule(until(LEFT, 1200), until(RIGHT, 9000), until(LOW, 3000));

        assertThat(schedule.fittedAt(1199)).hasValue(0);
        assertThat(schedule.fittedAt(1200)).isEmpty();
        assertThat(schedule.fittedAt(2399)).as("up to the next point").hasValue(1);
        assertThat(schedule.fittedAt(2400)).isEmpty();
        assertThat(schedule.fittedAt(2999)).hasValue(2);
        assertThat(schedule.isOver(2999)).isFalse();
        assertThat(schedule.isOver(3000)).isTrue();
    }

    @Test
    void nobodyLooksLongerThanTwoSecondsAtAPointThatStays() {
        CalibrationSchedule schedule = schedule(until(LEFT, 9000));

        assertThat(schedule.fittedAt(2399)).hasValue(0);
        assertThat(schedule.fittedAt(2400)).isEmpty();
    }

    /** Nor do its frames count for the point before it. */
    @Test
    void aPointToVerifyIsNotFitted() {
        CalibrationSchedule schedule = schedule(LEFT, RIGHT, verify(2400));

        assertThat(schedule.fittedAt(2399)).hasValue(1);
        assertThat(schedule.fittedAt(2700)).isEmpty();
        assertThat(schedule.verifiedAt(2399)).isEmpty();
        assertThat(schedule.verifiedAt(2699)).isEmpty();
        assertThat(schedule.verifiedAt(2700)).hasValue(2);
        assertThat(schedule.verifiedAt(3399)).hasValue(2);
        assertThat(schedule.verifiedAt(3400)).as("as long as the one before it").isEmpty();
    }

    @Test
    void pointsToVerifyDoNotKeepTheCalibrationFromBeingOver() {
        assertThat(schedule(LEFT, RIGHT, verify(2400)).isOver(2400)).isTrue();
        assertThat(schedule(LEFT, RIGHT, verify(60_000)).endMs())
                .isEqualTo(schedule(LEFT, RIGHT).endMs());
        assertThat(schedule(verify(0), LEFT, RIGHT).startMs()).isEqualTo(400);
    }

    @Test
    void aPlaceIsVerifiedEachTimeThatItIsShown() {
        CalibrationSchedule schedule =
                schedule(LEFT, RIGHT, LOW, verify(3400), verify(5400), verify(60_000));

        assertThat(schedule.verifiedAt(3700)).hasValue(3);
        assertThat(schedule.verifiedAt(5700)).hasValue(4);
        assertThat(schedule.verifiedAt(60_300)).hasValue(5);
    }

    @Test
    void pointsToVerifyAreNoCalibration() {
        CalibrationSchedule schedule = schedule(verify(400));

        assertThat(schedule.hasPoints()).isFalse();
        assertThat(schedule.isOver(0)).isTrue();
    }

    private static CalibrationPoint until(CalibrationPoint point, long untilMs) {
        return new CalibrationPoint(point.recordingMs(), point.xPx(), point.yPx(), null, untilMs);
    }

    private static CalibrationPoint verify(long recordingMs) {
        return new CalibrationPoint(recordingMs, LOW.xPx(), LOW.yPx(), true, null);
    }

    private static CalibrationSchedule schedule(CalibrationPoint... points) {
        return new CalibrationSchedule(aSession().calibration(points).build());
    }
}
