package io.adgaze.capture.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.capture.manifest.StudioReport.Event;
import io.adgaze.capture.manifest.StudioReport.Point;
import io.adgaze.capture.sessions.QualityConcern;
import io.adgaze.capture.sessions.Stage;
import io.adgaze.capture.sessions.TroubleKind;
import io.adgaze.capture.sessions.TroubleNoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionQualityTest {

    private static final List<Point> TO_THE_END = List.of(dot(500), dot(62_000));

    @Test
    void nothingSpeaksAgainstAQuietSession() {
        assertThat(concern(seen("hidden", 10_000, "visible", 39_000), TO_THE_END)).isNull();
        assertThat(
                        concern(
                                seen(),
                                TO_THE_END,
                                new TroubleNoted(TroubleKind.CAMERA_LOST, Stage.CALIBRATED),
                                new TroubleNoted(TroubleKind.CAMERA_LOST, Stage.CAMERA_ALLOWED)))
                .isNull();
    }

    @Test
    void theCameraWasLostTwiceWhileItRecorded() {
        assertThat(
                        concern(
                                seen(),
                                TO_THE_END,
                                new TroubleNoted(TroubleKind.CAMERA_LOST, Stage.CHECK_PASSED),
                                new TroubleNoted(TroubleKind.CAMERA_MUTED, Stage.CALIBRATED)))
                .isEqualTo(QualityConcern.CAMERA_LOST);
    }

    @Test
    void theDotsFailedThreeTimes() {
        TroubleNoted failed = new TroubleNoted(TroubleKind.NO_FACE, Stage.CHECK_PASSED);
        TroubleNoted sittingDown = new TroubleNoted(TroubleKind.NO_FACE, Stage.CAMERA_ALLOWED);

        assertThat(concern(seen(), TO_THE_END, failed, failed, sittingDown)).isNull();
        assertThat(concern(seen(), TO_THE_END, failed, failed, failed))
                .isEqualTo(QualityConcern.CALIBRATION);
    }

    @Test
    void thePageWasOutOfSightForLong() {
        assertThat(
                        concern(
                                seen(
                                        "hidden", 10_000, "visible", 26_000, "hidden", 30_000,
                                        "visible", 45_000),
                                TO_THE_END))
                .isEqualTo(QualityConcern.HIDDEN);
        assertThat(concern(seen("hidden", 10_000), TO_THE_END)).isEqualTo(QualityConcern.HIDDEN);
    }

    @Test
    void nobodySatThereAfterTheAd() {
        assertThat(concern(seen(), List.of(dot(500)))).isEqualTo(QualityConcern.FACE_LOST);
        assertThat(concern(seen(), null)).isEqualTo(QualityConcern.FACE_LOST);
    }

    private static QualityConcern concern(
            List<Event> events, List<Point> points, TroubleNoted... troubles) {
        StudioReport report =
                new StudioReport(
                        "2026-11-22T10:00:00Z", List.of(0), events, null, points, null, null);
        return SessionQuality.concern(report, List.of(troubles));
    }

    /** An ad of a minute, with what befell it, each as its name and its time. */
    private static List<Event> seen(Object... befallen) {
        List<Event> events = new ArrayList<>(List.of(event("play", 1000)));
        for (int i = 0; i < befallen.length; i += 2) {
            events.add(event((String) befallen[i], (Integer) befallen[i + 1]));
        }
        events.add(event("ended", 61_000));
        return Collections.unmodifiableList(events);
    }

    private static Event event(String name, long recordingMs) {
        return new Event(recordingMs, recordingMs, name, null);
    }

    private static Point dot(long recordingMs) {
        return new Point(recordingMs, 10.0, 10.0, recordingMs + 1000, true);
    }
}
