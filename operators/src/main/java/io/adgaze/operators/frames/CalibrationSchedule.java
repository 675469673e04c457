package io.adgaze.operators.frames;

import static io.adgaze.records.measures.CalibrationParameters.ARRIVAL_MS;
import static io.adgaze.records.measures.CalibrationParameters.LONGEST_LOOK_MS;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import java.util.List;
import java.util.OptionalInt;

/**
 * When the viewer was looking at which calibration point, where gaze is consented and the screen is
 * known; otherwise no point counts.
 *
 * <p>A point's frames start once the eyes have arrived and end with the next point, or after the
 * longest time that a viewer can be trusted to keep looking.
 */
final class CalibrationSchedule {

    private final List<CalibrationPoint> points;

    CalibrationSchedule(Session session) {
        boolean counts = session.consent().allows(Purpose.GAZE) && session.screen() != null;
        this.points = counts ? session.calibration() : List.of();
    }

    boolean hasPoints() {
        return !points.isEmpty();
    }

    /** When the first point is shown; there are points. */
    long startMs() {
        return points.get(0).recordingMs();
    }

    /** When the last point's frames end; there are points. */
    long endMs() {
        return endOf(points.size() - 1);
    }

    /** Whether frames from {@code recordingMs} on come after the last point. */
    boolean isOver(long recordingMs) {
        return points.isEmpty() || recordingMs >= endMs();
    }

    /**
     * The point looked at, by the first of its place on the screen; empty between points, and at
     * one that is kept out of the fit.
     */
    OptionalInt pointAt(long recordingMs) {
        for (int i = 0; i < points.size(); i++) {
            if (recordingMs >= points.get(i).recordingMs() + ARRIVAL_MS && recordingMs < endOf(i)) {
                return points.get(i).isFitted()
                        ? OptionalInt.of(firstAtPlaceOf(i))
                        : OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    CalibrationPoint point(int index) {
        return points.get(index);
    }

    private long endOf(int index) {
        long shown = points.get(index).recordingMs();
        long longest = shown + LONGEST_LOOK_MS;
        boolean last = index == points.size() - 1;
        if (last) {
            // The last point stays for as long as the one before it did.
            return index == 0
                    ? longest
                    : Math.min(longest, 2 * shown - points.get(index - 1).recordingMs());
        }
        return Math.min(longest, points.get(index + 1).recordingMs());
    }

    private int firstAtPlaceOf(int index) {
        CalibrationPoint place = points.get(index);
        for (int i = 0; i < index; i++) {
            if (points.get(i).xPx() == place.xPx() && points.get(i).yPx() == place.yPx()) {
                return i;
            }
        }
        return index;
    }
}
