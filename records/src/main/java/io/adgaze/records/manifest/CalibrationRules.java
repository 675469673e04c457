package io.adgaze.records.manifest;

import static java.util.Objects.requireNonNull;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.RejectReason;
import io.adgaze.records.RejectedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The landing contract's rules of {@code calibration}: the points' ranges and order. */
final class CalibrationRules {

    /** The fit's cost grows with the fourth power of the points. */
    private static final int MAX_POINTS = 100;

    private final ManifestFaults faults;
    private final List<CalibrationPoint> points = new ArrayList<>();
    private long recordingMs;

    private CalibrationRules(ManifestFaults faults) {
        this.faults = faults;
    }

    /** The points, by recording time; empty where a manifest has none. */
    static List<CalibrationPoint> read(
            @Nullable List<Manifest.Point> written, ManifestFaults faults)
            throws RejectedException {
        if (written == null) {
            return List.of();
        }
        faults.require(
                written.size() <= MAX_POINTS,
                "'calibration' has more than " + MAX_POINTS + " points");
        CalibrationRules rules = new CalibrationRules(faults);
        for (Manifest.Point point : written) {
            rules.take(point);
        }
        return List.copyOf(rules.points);
    }

    private void take(Manifest.@Nullable Point point) throws RejectedException {
        if (point == null
                || !ManifestRanges.isTime(point.recordingMs())
                || !ManifestRanges.isPlace(point.xPx())
                || !ManifestRanges.isPlace(point.yPx())) {
            throw faults.of(
                    RejectReason.MANIFEST_INVALID,
                    "'calibration' needs recording_ms from 0 to 24 h, x_px and y_px from 0 to"
                            + " 32768 in each");
        }
        long shownMs = requireNonNull(point.recordingMs());
        faults.require(
                shownMs >= recordingMs - ManifestRanges.CLOCK_TOLERANCE_MS,
                "'calibration' goes back in recording_ms at " + shownMs);
        recordingMs = Math.max(recordingMs, shownMs);
        points.add(
                new CalibrationPoint(
                        recordingMs,
                        requireNonNull(point.xPx()),
                        requireNonNull(point.yPx()),
                        point.verify(),
                        untilMs(point.untilMs(), shownMs)));
    }

    /** As the point itself, a time that is told to be earlier is read as in order. */
    private @Nullable Long untilMs(@Nullable Long untilMs, long shownMs) throws RejectedException {
        if (untilMs == null) {
            return null;
        }
        faults.require(
                ManifestRanges.isTime(untilMs) && untilMs > shownMs,
                "'calibration' needs until_ms, where it has one, after recording_ms and up to 24 h");
        return Math.max(recordingMs, untilMs);
    }
}
