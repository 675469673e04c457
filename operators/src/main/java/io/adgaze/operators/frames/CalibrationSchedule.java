package io.adgaze.operators.frames;

import static io.adgaze.records.measures.CalibrationParameters.ARRIVAL_MS;
import static io.adgaze.records.measures.CalibrationParameters.LONGEST_LOOK_MS;

import io.adgaze.records.CalibrationPoint;
import io.adgaze.records.Purpose;
import io.adgaze.records.Session;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * When the viewer was looking at which calibration point, where gaze is consented and the screen is
 * known; otherwise no point counts.
 *
 * <p>A point's frames start once the eyes have arrived. They end when the point goes away, with the
 * next point, or after the longest time that a viewer can be trusted to keep looking, whichever
 * comes first.
 *
 * <p>The calibration is over with the last point to fit. Points to verify may come before, between
 * and after those to fit, and after the ad: nothing waits for them.
 */
final class CalibrationSchedule {

    private final List<CalibrationPoint> points;
    private final int lastFitted;

    CalibrationSchedule(Session session) {
        boolean counts = session.consent().allows(Purpose.GAZE) && session.screen() != null;
        this.points = counts ? session.calibration() : List.of();
        this.lastFitted = fitted().max().orElse(-1);
    }

    private IntStream fitted() {
        return IntStream.range(0, points.size()).filter(i -> points.get(i).isFitted());
    }

    /** Whether there is a point to fit. */
    boolean hasPoints() {
        return lastFitted >= 0;
    }

    /** When the first point to fit is shown; there is one. */
    long startMs() {
        return points.get(fitted().min().orElseThrow()).recordingMs();
    }

    /** When the frames of the last point to fit end; there is one. */
    long endMs() {
        return endOf(lastFitted);
    }

    /** Whether frames from {@code recordingMs} on come after the last point to fit. */
    boolean isOver(long recordingMs) {
        return !hasPoints() || recordingMs >= endMs();
    }

    /** The point to fit that is looked at, by the first of its place on the screen. */
    OptionalInt fittedAt(long recordingMs) {
        int point = lookedAt(recordingMs);
        return point >= 0 && points.get(point).isFitted()
                ? OptionalInt.of(firstAtPlaceOf(point))
                : OptionalInt.empty();
    }

    /** The point to verify that is looked at, each time that it is shown a point of its own. */
    OptionalInt verifiedAt(long recordingMs) {
        int point = lookedAt(recordingMs);
        return point >= 0 && !points.get(point).isFitted()
                ? OptionalInt.of(point)
                : OptionalInt.empty();
    }

    CalibrationPoint point(int index) {
        return points.get(index);
    }

    int size() {
        return points.size();
    }

    /** -1 between points. */
    private int lookedAt(long recordingMs) {
        for (int i = 0; i < points.size(); i++) {
            if (recordingMs >= points.get(i).recordingMs() + ARRIVAL_MS && recordingMs < endOf(i)) {
                return i;
            }
        }
        return -1;
    }

    private long endOf(int index) {
        long shownMs = points.get(index).recordingMs();
        long endMs = Math.min(shownMs + LONGEST_LOOK_MS, goneMs(index));
        return index == points.size() - 1
                ? endMs
                : Math.min(endMs, points.get(index + 1).recordingMs());
    }

    /** As far as it is told, or can be guessed. */
    private long goneMs(int index) {
        CalibrationPoint point = points.get(index);
        if (point.untilMs() != null) {
            return point.untilMs();
        }
        if (index == 0 || isFollowedByItsKind(index)) {
            return Long.MAX_VALUE;
        }
        // The last of its kind stays for as long as the point before it did.
        return 2 * point.recordingMs() - points.get(index - 1).recordingMs();
    }

    private boolean isFollowedByItsKind(int index) {
        boolean fitted = points.get(index).isFitted();
        return points.stream().skip(index + 1L).anyMatch(later -> later.isFitted() == fitted);
    }

    private int firstAtPlaceOf(int index) {
        CalibrationPoint place = points.get(index);
        return fitted().filter(i -> points.get(i).xPx() == place.xPx())
                .filter(i -> points.get(i).yPx() == place.yPx())
                .findFirst()
                .orElse(index);
    }
}
