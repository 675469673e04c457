package io.adgaze.reports;

import static java.util.Objects.requireNonNull;

import io.adgaze.reports.Curve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws curves over an ad's seconds as SVG within the page, each with its 95 % band. */
final class SecondsChart {

    /** Size in SVG's own units, which the page scales. */
    private static final int WIDTH = 560;

    private static final int HEIGHT = 230;
    private static final int LEFT = 58;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 40;

    /** From here on single seconds are too narrow for a dot each. */
    private static final int MOST_DOTS = 90;

    /** A gap narrower than this has no room for its label. */
    private static final double LABELLED_GAP = 80;

    private final Markup page;
    private final int seconds;

    /**
     * @param page what to draw into
     * @param seconds length of the ad, rounded up
     */
    SecondsChart(Markup page, int seconds) {
        this.page = page;
        this.seconds = Math.max(1, seconds);
    }

    /** Draws a figure of one curve; {@code style} names its colour in the style sheet. */
    void draw(Curve curve, Axis axis, String style) {
        String id = curve.name().toLowerCase(Locale.ROOT).replace(' ', '-');
        page.open("figure", "class", "chart " + style);
        page.open("figcaption").leaf("strong", curve.name());
        page.leaf("span", curve.meaning()).close();
        page.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-desc");
        page.leaf("title", curve.name() + " by second of the ad", "id", id + "-title");
        page.leaf("desc", description(curve), "id", id + "-desc");
        drawGrid(curve, axis);
        drawGaps(curve);
        for (List<Point> run : runs(curve)) {
            drawBand(run, axis);
            drawLine(run, axis);
        }
        drawDots(curve, axis);
        page.close().close();
    }

    /** What the picture shows, for those who cannot see it. */
    private static String description(Curve curve) {
        List<Point> measured = curve.measured();
        if (measured.isEmpty()) {
            return "No second has a value that may be shown.";
        }
        Point lowest = measured.get(0);
        Point highest = measured.get(0);
        for (Point point : measured) {
            lowest = valueOf(point) < valueOf(lowest) ? point : lowest;
            highest = valueOf(point) > valueOf(highest) ? point : highest;
        }
        return ("Lowest in second %d at %s, highest in second %d at %s;"
                        + " %d of %d seconds have a value.")
                .formatted(
                        lowest.second(),
                        curve.shown().apply(lowest.value()),
                        highest.second(),
                        curve.shown().apply(highest.value()),
                        measured.size(),
                        curve.points().size());
    }

    private void drawGrid(Curve curve, Axis axis) {
        page.open("g", "class", "grid", "aria-hidden", "true");
        for (double tick : axis.ticks()) {
            String y = px(y(tick, axis));
            page.empty(
                    "line",
                    "class",
                    tick == 0 ? "zero" : "tick",
                    "x1",
                    px(LEFT),
                    "x2",
                    px(WIDTH - RIGHT),
                    "y1",
                    y,
                    "y2",
                    y);
            page.leaf(
                    "text",
                    curve.shown().apply((float) tick),
                    "x",
                    px(LEFT - 7),
                    "y",
                    px(y(tick, axis) + 4),
                    "text-anchor",
                    "end");
        }
        for (int second : Axis.secondTicks(seconds)) {
            page.leaf(
                    "text",
                    Integer.toString(second),
                    "x",
                    px(x(second)),
                    "y",
                    px(HEIGHT - BOTTOM + 18),
                    "text-anchor",
                    "middle");
        }
        page.leaf(
                "text",
                "second of the ad",
                "x",
                px((LEFT + WIDTH - RIGHT) / 2.0),
                "y",
                px(HEIGHT - 3),
                "text-anchor",
                "middle");
        page.close();
    }

    /** Stretches without a value, each labelled by why. */
    private void drawGaps(Curve curve) {
        List<Point> points = curve.points();
        for (int from = 0; from < points.size(); from++) {
            if (points.get(from).value() != null) {
                continue;
            }
            int to = from;
            while (to + 1 < points.size()
                    && points.get(to + 1).value() == null
                    && points.get(to + 1).suppressed() == points.get(from).suppressed()) {
                to++;
            }
            drawGap(points.get(from), points.get(to));
            from = to;
        }
    }

    private void drawGap(Point first, Point last) {
        double left = x(first.second());
        double width = x(Math.min(seconds, last.second() + 1)) - left;
        page.empty(
                "rect",
                "class",
                first.suppressed() ? "suppressed" : "unmeasured",
                "x",
                px(left),
                "y",
                px(TOP),
                "width",
                px(width),
                "height",
                px(HEIGHT - TOP - BOTTOM));
        if (width >= LABELLED_GAP) {
            page.leaf(
                    "text",
                    first.suppressed() ? "suppressed" : "not measured",
                    "class",
                    "gap",
                    "x",
                    px(left + width / 2),
                    "y",
                    px((TOP + HEIGHT - BOTTOM) / 2.0),
                    "text-anchor",
                    "middle");
        }
    }

    /** Of a point that is drawn, which has one. */
    private static float valueOf(Point point) {
        return requireNonNull(point.value());
    }

    private void drawBand(List<Point> run, Axis axis) {
        if (run.size() < 2 || run.stream().anyMatch(point -> point.low() == null)) {
            return;
        }
        StringBuilder outline = new StringBuilder();
        run.forEach(point -> append(outline, point.second(), requireNonNull(point.high()), axis));
        for (int i = run.size() - 1; i >= 0; i--) {
            append(outline, run.get(i).second(), requireNonNull(run.get(i).low()), axis);
        }
        page.empty("polygon", "class", "band", "points", outline.toString().trim());
    }

    private void drawLine(List<Point> run, Axis axis) {
        StringBuilder line = new StringBuilder();
        run.forEach(point -> append(line, point.second(), valueOf(point), axis));
        page.empty("polyline", "class", "line", "points", line.toString().trim());
    }

    /** A dot a second tells its value when it is pointed at. */
    private void drawDots(Curve curve, Axis axis) {
        String radius = seconds > MOST_DOTS ? "1.2" : "3";
        for (Point point : curve.measured()) {
            page.open(
                    "circle",
                    "class",
                    "dot",
                    "cx",
                    px(x(point.second() + 0.5)),
                    "cy",
                    px(y(valueOf(point), axis)),
                    "r",
                    radius);
            page.leaf("title", tooltip(curve, point)).close();
        }
    }

    private static String tooltip(Curve curve, Point point) {
        String value = "second " + point.second() + ": " + curve.shown().apply(point.value());
        if (point.low() == null) {
            return value;
        }
        return value
                + " (95 % between "
                + curve.shown().apply(point.low())
                + " and "
                + curve.shown().apply(point.high())
                + ")";
    }

    /** Stretches of neighbouring seconds that all have a value. */
    private static List<List<Point>> runs(Curve curve) {
        List<List<Point>> runs = new ArrayList<>();
        Point before = null;
        for (Point point : curve.measured()) {
            if (before == null || point.second() != before.second() + 1) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(point);
            before = point;
        }
        return runs;
    }

    private void append(StringBuilder points, int second, double value, Axis axis) {
        points.append(px(x(second + 0.5))).append(',').append(px(y(value, axis))).append(' ');
    }

    private double x(double second) {
        return LEFT + second / seconds * (WIDTH - LEFT - RIGHT);
    }

    /** Bounds may lie beyond what the measure can be; the chart ends there. */
    private static double y(double value, Axis axis) {
        double within = Math.min(axis.high(), Math.max(axis.low(), value));
        double share = (within - axis.low()) / (axis.high() - axis.low());
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String px(double units) {
        return String.format(Locale.ROOT, "%.1f", units);
    }
}
