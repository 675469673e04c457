package io.adgaze.capture.manifest;

import io.adgaze.capture.manifest.StudioReport.Event;
import io.adgaze.capture.manifest.StudioReport.Point;
import io.adgaze.capture.sessions.QualityConcern;
import io.adgaze.capture.sessions.Stage;
import io.adgaze.capture.sessions.TroubleKind;
import io.adgaze.capture.sessions.TroubleNoted;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the capture server saw of a session that makes its measurement doubtful. It has not looked
 * at the recording: a session without a concern may turn out poor all the same.
 */
final class SessionQuality {

    /** Once, and the job still reads what was recorded before and after. */
    private static final int CAMERA_LOST_TIMES = 2;

    /** In each of which some dot never counted in four showings. */
    private static final int CALIBRATION_RUNS = 3;

    /** Longer, and the ad was watched in two sittings: it waits while the page is out of sight. */
    private static final long HIDDEN_MS = 30_000;

    private static final Set<TroubleKind> CAMERA_GONE =
            EnumSet.of(TroubleKind.CAMERA_LOST, TroubleKind.CAMERA_MUTED);

    private final StudioReport report;
    private final List<TroubleNoted> troubles;

    private SessionQuality(StudioReport report, List<TroubleNoted> troubles) {
        this.report = report;
        this.troubles = troubles;
    }

    /** The gravest concern; null where there is none. */
    static @Nullable QualityConcern concern(StudioReport report, List<TroubleNoted> troubles) {
        SessionQuality quality = new SessionQuality(report, troubles);
        if (quality.cameraLostTimes() >= CAMERA_LOST_TIMES) {
            return QualityConcern.CAMERA_LOST;
        }
        if (quality.failedCalibrations() >= CALIBRATION_RUNS) {
            return QualityConcern.CALIBRATION;
        }
        if (quality.hiddenMs() > HIDDEN_MS) {
            return QualityConcern.HIDDEN;
        }
        return quality.faceThereAfterAd() ? null : QualityConcern.FACE_LOST;
    }

    /** While it recorded, which is from the dots to the ad's end. */
    private long cameraLostTimes() {
        return troubles.stream()
                .filter(trouble -> CAMERA_GONE.contains(trouble.kind()))
                .filter(trouble -> trouble.stage().compareTo(Stage.CHECK_PASSED) >= 0)
                .count();
    }

    /** Before the check is passed the same trouble tells of somebody who is still sitting down. */
    private long failedCalibrations() {
        return troubles.stream()
                .filter(trouble -> trouble.kind() == TroubleKind.NO_FACE)
                .filter(trouble -> trouble.stage() == Stage.CHECK_PASSED)
                .count();
    }

    private long hiddenMs() {
        long hiddenMs = 0;
        Long since = null;
        for (Event event : report.playerEvents()) {
            Long at = event.recordingMs();
            if (at != null && since != null) {
                hiddenMs += Math.max(0, at - since);
                since = at;
            }
            if ("hidden".equals(event.event())) {
                since = at;
            } else if ("visible".equals(event.event())) {
                since = null;
            }
        }
        return hiddenMs;
    }

    /** A dot counts only while a face is there and still. */
    private boolean faceThereAfterAd() {
        List<Point> points = report.calibration();
        Long ended = lastEventMs();
        return points != null
                && ended != null
                && points.stream()
                        .map(Point::recordingMs)
                        .anyMatch(at -> at != null && at >= ended);
    }

    private @Nullable Long lastEventMs() {
        List<Event> events = report.playerEvents();
        return events.isEmpty() ? null : events.get(events.size() - 1).recordingMs();
    }
}
