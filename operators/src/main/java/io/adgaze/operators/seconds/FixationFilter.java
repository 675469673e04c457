package io.adgaze.operators.seconds;

import static io.adgaze.records.measures.FixationParameters.MAX_AD_JUMP_MS;
import static io.adgaze.records.measures.FixationParameters.MAX_FRAME_INTERVAL_MS;
import static io.adgaze.records.measures.FixationParameters.MAX_GAP_MS;
import static io.adgaze.records.measures.FixationParameters.MERGE_DISTANCE;
import static io.adgaze.records.measures.FixationParameters.MERGE_MS;
import static io.adgaze.records.measures.FixationParameters.MIN_MS;
import static io.adgaze.records.measures.FixationParameters.VELOCITY_PER_S;
import static io.adgaze.records.measures.FixationParameters.VELOCITY_WINDOW_MS;

import io.adgaze.records.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Finds fixations by velocity (I-VT: Salvucci and Goldberg 2000, "Identifying fixations and
 * saccades in eye-tracking protocols"), with gaps filled in and neighbours merged as in Olsen 2012,
 * "The Tobii I-VT Fixation Filter". {@link io.adgaze.records.measures.FixationParameters} has the
 * parameters.
 *
 * <p>A fixation's dispersion is the standard deviation of its points, across and down taken
 * together (Holmqvist, Nyström and Mulvey 2012, "Eye tracker data quality: what it is and how to
 * measure it").
 *
 * <p>It expects gaze that was smoothed. Eyes that follow something slower than the threshold
 * fixate, to this filter, all along.
 */
final class FixationFilter {

    private static final double MILLIS_PER_SECOND = 1000;

    private final Screen screen;

    /**
     * @param screen where the ad's picture lay
     */
    FixationFilter(Screen screen) {
        this.screen = screen;
    }

    /**
     * The session's fixations on the playing ad, by time.
     *
     * @param frames all of its frames, by time, their gaze smoothed
     */
    List<Fixation> find(List<AdFrame> frames) {
        List<Fixation> found = new ArrayList<>();
        for (List<Point> stretch : stretches(frames)) {
            for (List<Point> points : merged(slowRuns(stretch))) {
                if (durationMs(points) >= MIN_MS) {
                    found.add(fixation(points));
                }
            }
        }
        return found;
    }

    private Fixation fixation(List<Point> points) {
        Point first = points.get(0);
        double x = mean(points, Point::x);
        double y = mean(points, Point::y);
        double squares = mean(points, p -> (p.x - x) * (p.x - x) + (p.y - y) * (p.y - y));
        return new Fixation(
                first.frame.playingMs(),
                first.recordingMs,
                durationMs(points),
                (float) (x * screen.widthPx() / screen.adWidth()),
                (float) (y * screen.widthPx() / screen.adHeight()),
                (float) (Math.sqrt(squares) * screen.widthPx() / screen.adWidth()));
    }

    private static long durationMs(List<Point> points) {
        return last(points).recordingMs - points.get(0).recordingMs;
    }

    /** The points between which nothing is missing that could end a fixation. */
    private List<List<Point>> stretches(List<AdFrame> frames) {
        List<List<Point>> stretches = new ArrayList<>();
        List<Point> stretch = new ArrayList<>();
        boolean lost = false;
        for (AdFrame frame : frames) {
            if (!frame.isPlaying()) {
                stretch = new ArrayList<>();
            } else if (frame.hasGaze()) {
                Point point = Point.of(frame, screen);
                if (!stretch.isEmpty() && !goesOn(last(stretch), point, lost)) {
                    stretch = new ArrayList<>();
                }
                if (stretch.isEmpty()) {
                    stretches.add(stretch);
                }
                stretch.add(point);
            }
            lost = !frame.hasGaze();
        }
        return stretches;
    }

    private static boolean goesOn(Point from, Point to, boolean lostBetween) {
        long elapsedMs = to.recordingMs - from.recordingMs;
        long adElapsedMs = to.frame.playingMs() - from.frame.playingMs();
        return elapsedMs <= (lostBetween ? MAX_GAP_MS : MAX_FRAME_INTERVAL_MS)
                && Math.abs(adElapsedMs - elapsedMs) <= MAX_AD_JUMP_MS;
    }

    /** The points that no step at a saccade's velocity parts; a point alone belongs to none. */
    private static List<List<Point>> slowRuns(List<Point> stretch) {
        List<List<Point>> runs = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= stretch.size(); i++) {
            if (i == stretch.size() || !isSlow(stretch, i)) {
                if (i - first > 1) {
                    runs.add(stretch.subList(first, i));
                }
                first = i;
            }
        }
        return runs;
    }

    /** Whether gaze is slower than a saccade around the step that leads to point {@code to}. */
    private static boolean isSlow(List<Point> stretch, int to) {
        int first = to - 1;
        int last = to;
        // Twice the middle of the step, so that halves are not lost.
        long middle2 = stretch.get(first).recordingMs + stretch.get(last).recordingMs;
        while (first > 0
                && middle2 - 2 * stretch.get(first - 1).recordingMs <= VELOCITY_WINDOW_MS) {
            first--;
        }
        while (last < stretch.size() - 1
                && 2 * stretch.get(last + 1).recordingMs - middle2 <= VELOCITY_WINDOW_MS) {
            last++;
        }
        Point from = stretch.get(first);
        Point end = stretch.get(last);
        double seconds = (end.recordingMs - from.recordingMs) / MILLIS_PER_SECOND;
        return Math.hypot(end.x - from.x, end.y - from.y) <= VELOCITY_PER_S * seconds;
    }

    private static List<List<Point>> merged(List<List<Point>> runs) {
        List<List<Point>> merged = new ArrayList<>();
        for (List<Point> run : runs) {
            if (merged.isEmpty() || !areOne(last(merged), run)) {
                merged.add(new ArrayList<>(run));
            } else {
                last(merged).addAll(run);
            }
        }
        return merged;
    }

    private static boolean areOne(List<Point> earlier, List<Point> later) {
        double dx = mean(later, Point::x) - mean(earlier, Point::x);
        double dy = mean(later, Point::y) - mean(earlier, Point::y);
        return later.get(0).recordingMs - last(earlier).recordingMs <= MERGE_MS
                && Math.hypot(dx, dy) <= MERGE_DISTANCE;
    }

    private static double mean(List<Point> points, ToDoubleFunction<Point> place) {
        return points.stream().mapToDouble(place).average().orElseThrow();
    }

    private static <T> T last(List<T> items) {
        return items.get(items.size() - 1);
    }

    /** A frame's gaze, in widths of the screen. */
    private record Point(AdFrame frame, long recordingMs, double x, double y) {

        static Point of(AdFrame frame, Screen screen) {
            return new Point(
                    frame,
                    frame.frame().recordingMs(),
                    frame.gazeX() * screen.adWidth() / screen.widthPx(),
                    frame.gazeY() * screen.adHeight() / screen.widthPx());
        }
    }
}
