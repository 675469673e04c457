package io.adgaze.reports;

import static java.util.Objects.requireNonNull;

import io.adgaze.records.AdSecond;
import io.adgaze.records.measures.Measure;
import io.adgaze.records.measures.Reliability;
import io.adgaze.reports.Curve.Point;
import io.adgaze.reports.Methodology.HeatmapFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code report.html}: an ad's figures on one page that needs nothing from outside itself, in light
 * and dark, on screen and on paper.
 */
final class ReportPage {

    private static final String STYLE = "report.css";
    private static final double MS_PER_SECOND = 1000;

    private final Markup page;
    private final Methodology methodology;
    private final List<AdSecond> seconds;
    private final MeasureCurves curves;

    private ReportPage(Markup page, Methodology methodology, List<AdSecond> seconds) {
        this.page = page;
        this.methodology = methodology;
        this.seconds = seconds;
        this.curves = new MeasureCurves(seconds);
    }

    static void write(Path file, Methodology methodology, List<AdSecond> seconds)
            throws IOException {
        try (Writer target = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            Markup page = new Markup(target);
            new ReportPage(page, methodology, seconds).write(style());
            page.finish();
        }
    }

    private void write(String style) {
        page.open("html", "lang", "en");
        page.open("head");
        page.empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.leaf("title", "Ad report " + methodology.adId());
        page.leaf("style", style);
        page.close();
        page.open("body").open("main");
        writeHead();
        writeNotices();
        writeKeyFigures();
        writeCurves();
        writeExpressions();
        writeSeconds();
        new MethodSection(page, methodology).write();
        page.close().close().close();
    }

    private void writeHead() {
        page.open("header");
        page.leaf("p", "How viewers watched the ad", "class", "eyebrow");
        page.leaf("h1", methodology.adId());
        page.open("p", "class", "lead");
        page.text(
                "%.1f seconds · %s · as of %s · "
                        .formatted(
                                methodology.adDurationMs() / MS_PER_SECOND,
                                Numbers.viewers(methodology.sample().viewersN()),
                                Numbers.minute(Instant.parse(methodology.asOf()))));
        page.leaf("span", grade(), "class", "grade");
        page.close();
        page.leaf("p", requireNonNull(methodology.grades().get(grade())), "class", "note");
        page.close();
    }

    private void writeNotices() {
        long suppressed = methodology.exclusions().suppressedSecondsN();
        int minViewers = methodology.sample().minViewers();
        if (suppressed > 0) {
            notice(
                    suppressed == seconds.size()
                            ? "Every second had fewer than %d viewers: all figures are suppressed."
                                    .formatted(minViewers)
                            : ("%d of %d seconds had fewer than %d viewers: their figures are"
                                            + " suppressed.")
                                    .formatted(suppressed, seconds.size(), minViewers));
        }
        if (methodology.gaze().errorNormMedian() == null) {
            notice(
                    "Fewer than %d viewers have calibrated gaze: the heatmap shows none."
                            .formatted(minViewers));
        }
        HeatmapFile heatmap = methodology.heatmap();
        if (heatmap.missingBecause() != null) {
            notice("There is no heatmap: " + heatmap.missingBecause());
        } else if (isBefore(heatmap.asOf(), methodology.asOf())) {
            notice(
                    "The heatmap is of %s and shows the %s until then. It is drawn anew when the ad has settled."
                            .formatted(
                                    Numbers.minute(Instant.parse(heatmap.asOf())),
                                    Numbers.viewers(heatmap.viewersN())));
        }
    }

    private static boolean isBefore(String one, String other) {
        return Instant.parse(one).isBefore(Instant.parse(other));
    }

    private void notice(String text) {
        page.leaf("p", text, "class", "notice", "role", "note");
    }

    private void writeKeyFigures() {
        Methodology.Sample sample = methodology.sample();
        page.open("dl", "class", "figures");
        keyFigure(
                "Viewers",
                Integer.toString(sample.viewersN()),
                sample.gazeViewersN() + " with calibrated gaze");
        keyFigure(
                "Saw the end",
                sample.completedN() == null
                        ? Numbers.NONE
                        : Numbers.percent((float) sample.completedN() / sample.viewersN()),
                "of all viewers");
        keyFigure(
                "Attention", Numbers.percent(mean(curves.attention())), "mean of the ad’s seconds");
        Optional<Point> peak =
                curves.engagement().measured().stream().max(Comparator.comparing(Point::value));
        keyFigure(
                "Most engaging",
                peak.map(point -> "second " + point.second()).orElse(Numbers.NONE),
                peak.map(point -> "index " + Numbers.twoDecimals(point.value())).orElse(""));
        keyFigure(
                "Gaze error",
                Numbers.percent(methodology.gaze().errorNormMedian()),
                "of the picture’s width, median");
        page.close();
    }

    private void keyFigure(String name, String value, String detail) {
        page.open("div").leaf("dt", name).leaf("dd", value);
        page.leaf("dd", detail, "class", "note").close();
    }

    private void writeCurves() {
        section("Second by second");
        page.leaf(
                "p",
                "Lines are means over viewers; bands are their 95\u00a0% confidence bounds.",
                "class",
                "note");
        page.open("div", "class", "charts");
        SecondsChart chart = chart();
        chart.draw(curves.attention(), Axis.whole(), "attention");
        chart.draw(curves.engagement(), Axis.from0(curves.engagement().extent()), "engagement");
        chart.draw(curves.valence(), Axis.around0(curves.valence().extent()), "valence");
        chart.draw(curves.retention(), Axis.whole(), "retention");
        page.close().close();
    }

    private void writeExpressions() {
        section(Measure.EXPRESSION.title());
        page.leaf("p", Measure.EXPRESSION.inShort(), "class", "note");
        page.open("div", "class", "charts small");
        List<Curve> expressions = curves.expressions();
        double extent = expressions.stream().mapToDouble(Curve::extent).max().orElse(0);
        SecondsChart chart = chart();
        expressions.forEach(curve -> chart.draw(curve, Axis.from0(extent), "expression"));
        chart.draw(curves.neutral(), Axis.whole(), "expression");
        page.close().close();
    }

    private void writeSeconds() {
        section("The seconds");
        SecondsTable.write(page, seconds, methodology.sample().minViewers());
        page.close();
    }

    private void section(String heading) {
        page.open("section").leaf("h2", heading);
    }

    private SecondsChart chart() {
        return new SecondsChart(page, (int) Math.ceil(methodology.adDurationMs() / MS_PER_SECOND));
    }

    /** The grade of the ad's best covered second. */
    private String grade() {
        return seconds.stream()
                .max(Comparator.comparingInt(AdSecond::viewersN))
                .map(AdSecond::grade)
                .orElse(Reliability.INSUFFICIENT.code());
    }

    private static @Nullable Float mean(Curve curve) {
        List<Point> measured = curve.measured();
        return measured.isEmpty()
                ? null
                : (float) measured.stream().mapToDouble(Point::value).average().orElseThrow();
    }

    private static String style() throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
