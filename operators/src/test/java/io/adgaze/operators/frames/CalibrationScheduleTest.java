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

        assertThat(schedule.pointAt(0)).isEmpty();
        assertThat(schedule.pointAt(400)).isEmpty();
        assertThat(schedule.pointAt(699)).isEmpty();
        assertThat(schedule.pointAt(700)).hasValue(0);
        assertThat(schedule.pointAt(1399)).hasValue(0);
        assertThat(schedule.pointAt(1400)).isEmpty();
        assertThat(schedule.pointAt(1700)).hasValue(1);
        assertThat(schedule.point(1)).isEqualTo(RIGHT);
    }

    @Test
    void theLastPointStaysAsLongAsTheOneBefore() {
        CalibrationSchedule schedule = schedule(LEFT, RIGHT, LOW);

        assertThat(schedule.pointAt(3399)).hasValue(2);
        assertThat(schedule.pointAt(3400)).isEmpty();
        assertThat(schedule.isOver(3399)).isFalse();
        assertThat(schedule.isOver(3400)).isTrue();
    }

    @Test
    void nobodyLooksLongerThanTwoSeconds() {
        CalibrationSchedule schedule = schedule(LEFT, new CalibrationPoint(10_400, 900, 100));

        assertThat(schedule.pointAt(2399)).hasValue(0);
        assertThat(schedule.pointAt(2400)).isEmpty();
        assertThat(schedule.isOver(2400)).isFalse();
        assertThat(schedule.pointAt(12_399)).hasValue(1);
        assertThat(schedule.isOver(12_400)).isTrue();
    }

    @Test
    void theOnlyPointStaysTwoSeconds() {
        assertThat(schedule(LEFT).pointAt(2399)).hasValue(0);
        assertThat(schedule(LEFT).isOver(2400)).isTrue();
    }

    @Test
    void aPlaceShownTwiceIsOnePoint() {
        CalibrationSchedule schedule =
                schedule(LEFT, RIGHT, new CalibrationPoint(2400, LEFT.xPx(), LEFT.yPx()));

        assertThat(schedule.pointAt(2800)).hasValue(0);
    }

    @Test
    void withoutPointsItIsOverAtOnce() {
        CalibrationSchedule schedule = schedule();

        assertThat(schedule.isOver(0)).isTrue();
        assertThat(schedule.pointAt(0)).isEmpty();
    }

    /** Nor do its frames count for the point before it. */
    @Test
    void aPointToVerifyIsNotFitted() {
        CalibrationPoint verified = new CalibrationPoint(2400, 500, 400, true);
        CalibrationSchedule schedule = schedule(LEFT, RIGHT, verified);

        assertThat(schedule.pointAt(2399)).hasValue(1);
        assertThat(schedule.pointAt(2700)).isEmpty();
        assertThat(schedule.isOver(3399)).isFalse();
    }

    private static CalibrationSchedule schedule(CalibrationPoint... points) {
        return new CalibrationSchedule(aSession().calibration(points).build());
    }
}
