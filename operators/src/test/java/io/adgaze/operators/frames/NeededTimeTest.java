package io.adgaze.operators.frames;

import static io.adgaze.operators.SessionBuilder.aSession;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.PlayerEvent;
import io.adgaze.records.PlayerEvent.Kind;
import org.junit.jupiter.api.Test;

class NeededTimeTest {

    @Test
    void isThatOfTheCalibrationAndOfThePlayingAd() {
        NeededTime needed =
                NeededTime.of(
                        aSession()
                                .calibration(
                                        new CalibrationPoint(1000, 1, 1),
                                        new CalibrationPoint(2000, 9, 9))
                                .events(
                                        new PlayerEvent(5000, 0, Kind.PLAY),
                                        new PlayerEvent(6000, 1000, Kind.PAUSE),
                                        new PlayerEvent(60_000, 1000, Kind.PLAY),
                                        new PlayerEvent(61_000, 2000, Kind.HIDDEN),
                                        new PlayerEvent(62_000, 3000, Kind.ENDED))
                                .build());

        assertThat(needed.totalMs()).isEqualTo(2000 + 1000 + 2000);
        assertThat(needed.coveredMs(900, 1100)).isEqualTo(100);
        assertThat(needed.coveredMs(5900, 6100)).isEqualTo(100);
        assertThat(needed.coveredMs(6100, 6200)).as("while the ad is paused").isZero();
        assertThat(needed.coveredMs(60_900, 61_100)).isEqualTo(200);
    }

    /** The recorder may stop with the ad. */
    @Test
    void isNotThatOfPointsToVerify() {
        NeededTime needed =
                NeededTime.of(
                        aSession()
                                .calibration(
                                        new CalibrationPoint(1000, 1, 1),
                                        new CalibrationPoint(2000, 9, 9),
                                        new CalibrationPoint(70_000, 9, 9, true, 71_000L))
                                .events(
                                        new PlayerEvent(5000, 0, Kind.PLAY),
                                        new PlayerEvent(6000, 1000, Kind.ENDED))
                                .build());

        assertThat(needed.totalMs()).isEqualTo(2000 + 1000);
    }

    @Test
    void isNotCoveredAcrossAGap() {
        NeededTime needed = NeededTime.of(aSession().build());

        assertThat(needed.coveredMs(0, 1000)).isEqualTo(1000);
        assertThat(needed.coveredMs(0, 1001)).isZero();
    }

    @Test
    void isWholeWithinTheTolerance() {
        NeededTime needed = NeededTime.of(aSession().build()); // Plays for 3000 ms.

        assertThat(needed.rate(3000)).isOne();
        assertThat(needed.rate(2500)).isOne();
        assertThat(needed.rate(2400)).isEqualTo(.8f);
        assertThat(needed.rate(0)).isZero();
    }

    @Test
    void isNothingWhereOnlyTheBeginningIsTold() {
        NeededTime needed =
                NeededTime.of(aSession().events(new PlayerEvent(1000, 0, Kind.PLAY)).build());

        assertThat(needed.totalMs()).isZero();
        assertThat(needed.rate(0)).isOne();
    }
}
