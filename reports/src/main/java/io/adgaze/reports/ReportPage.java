package io.adgaze.reports;

import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import io.adgaze.records.ExpressionEstimates;
import io.adgaze.reports.Curve.Point;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code report.html}: an ad's figures on one page that needs nothing from outside itself, in light
 * and dark, on screen and on paper.
 */
public final class ReportPage {

    private static final String STYLE = "report.css";
    private static final double MS_PER_SECOND = 1000;

    private final Markup page;
    private final Methodology methodology;
    private final List<AdSecond> seconds;

    private ReportPage(Markup page, Methodology methodology, List<AdSecond> seconds) {
        this.page = page;
        this.methodology = methodology;
        this.seconds = seconds;
    }

    public static void write(Path file, Methodology methodology, List<AdSecond> seconds)
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
        writeMethod();
        page.close().close().close();
    }

    private void writeHead() {
        page.open("header");
        page.leaf("p", "How viewers watched the ad", "class", "eyebrow");
        page.leaf("h1", methodology.adId());
        page.open("p", "class", "lead");
        page.text(
                "%.1f seconds · %s · "
                        .formatted(
                                methodology.adDurationMs() / MS_PER_SECOND,
                                viewers(methodology.sample().viewersN())));
        page.leaf("span", grade(), "class", "grade");
        page.close();
        page.leaf("p", methodology.grades().get(grade()), "class", "note");
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
        if (methodology.sample().gazeViewersN() < minViewers) {
            notice(
                    "Fewer than %d viewers have calibrated gaze: the heatmap shows none."
                            .formatted(minViewers));
        }
        if (methodology.heatmap().missingBecause() != null) {
            notice("There is no heatmap: " + methodology.heatmap().missingBecause());
        }
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
        keyFigure("Attention", Numbers.percent(mean(attention())), "mean of the ad’s seconds");
        Optional<Point> peak =
                engagement().measured().stream().max(Comparator.comparing(Point::value));
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
        chart.draw(attention(), Axis.whole(), "attention");
        chart.draw(engagement(), Axis.from0(engagement().extent()), "engagement");
        chart.draw(valence(), Axis.around0(valence().extent()), "valence");
        chart.draw(Curve.retention(seconds), Axis.whole(), "retention");
        page.close().close();
    }

    private void writeExpressions() {
        section("Expressions");
        page.leaf(
                "p",
                "Mean probability of the seven FER2013 classes. What a face shows is not what a"
                        + " person feels.",
                "class",
                "note");
        page.open("div", "class", "charts small");
        List<Curve> curves = expressions();
        double extent = curves.stream().mapToDouble(Curve::extent).max().orElse(0);
        SecondsChart chart = chart();
        curves.forEach(curve -> chart.draw(curve, Axis.from0(extent), "expression"));
        Curve neutral = expression("Neutral", ExpressionEstimates::neutral);
        chart.draw(neutral, Axis.whole(), "expression");
        page.close().close();
    }

    private void writeSeconds() {
        section("The seconds");
        SecondsTable.write(page, seconds, methodology.sample().minViewers());
        page.close();
    }

    private void writeMethod() {
        section("Sample, method and limits");
        page.open("dl", "class", "method");
        Methodology.Sample sample = methodology.sample();
        fact("Viewers", Integer.toString(sample.viewersN()));
        fact("… with a usable recording", count(sample.usableViewersN()));
        fact("… who saw the end", count(sample.completedN()));
        fact("… with calibrated gaze", Integer.toString(sample.gazeViewersN()));
        fact("Frames with one usable face", Numbers.percent(sample.validRateMean()));
        fact("Shown from", viewers(sample.minViewers()) + " on");
        fact(
                "Heatmap",
                ("a sliding window of %d ms, kernels %s of the picture’s width at the median gaze"
                                + " error")
                        .formatted(
                                methodology.gaze().windowMs(),
                                sigma(methodology.gaze().kernelSigmaNorm())));
        fact("Definitions", "metric version " + methodology.metricVersion());
        fact("Models", "model version " + methodology.modelVersion());
        page.close();
        list("What is left out", methodology.exclusions().rules());
        list("Limits", methodology.limits());
        page.leaf("h3", "Measures");
        page.open("dl", "class", "method");
        methodology.measures().forEach(this::fact);
        page.close();
        page.leaf(
                "p",
                "methodology.json beside this page has all of this for machines. No face, frame,"
                        + " session or viewer is in any of these files.",
                "class",
                "note");
        page.close();
    }

    private void section(String heading) {
        page.open("section").leaf("h2", heading);
    }

    private void fact(String name, String value) {
        page.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private void list(String heading, List<String> items) {
        page.leaf("h3", heading).open("ul");
        items.forEach(item -> page.leaf("li", item));
        page.close();
    }

    private SecondsChart chart() {
        return new SecondsChart(page, (int) Math.ceil(methodology.adDurationMs() / MS_PER_SECOND));
    }

    private Curve attention() {
        return Curve.of(
                "Attention",
                "Share of the time with head and gaze toward the ad.",
                Numbers::percent,
                seconds,
                AdSecond::attentionRate);
    }

    private Curve engagement() {
        return Curve.of(
                "Engagement index",
                "Attention times expressiveness, 0 to 1.",
                Numbers::twoDecimals,
                seconds,
                AdSecond::engagementIndex);
    }

    private Curve valence() {
        return Curve.of(
                "Valence",
                "Pleasant less unpleasant expression, −1 to 1.",
                Numbers::twoDecimals,
                seconds,
                AdSecond::valence);
    }

    private List<Curve> expressions() {
        Map<String, Function<ExpressionEstimates, Estimate>> classes = new LinkedHashMap<>();
        classes.put("Happy", ExpressionEstimates::happy);
        classes.put("Surprise", ExpressionEstimates::surprise);
        classes.put("Sad", ExpressionEstimates::sad);
        classes.put("Angry", ExpressionEstimates::angry);
        classes.put("Fear", ExpressionEstimates::fear);
        classes.put("Disgust", ExpressionEstimates::disgust);
        return classes.entrySet().stream()
                .map(entry -> expression(entry.getKey(), entry.getValue()))
                .toList();
    }

    private Curve expression(String name, Function<ExpressionEstimates, Estimate> expression) {
        return Curve.of(
                name, "", Numbers::twoDecimals, seconds, second -> expression.apply(second.p()));
    }

    /** The grade of the ad's best covered second. */
    private String grade() {
        return seconds.stream()
                .max(Comparator.comparingInt(AdSecond::viewersN))
                .map(AdSecond::grade)
                .orElse("insufficient");
    }

    private static Float mean(Curve curve) {
        List<Point> measured = curve.measured();
        return measured.isEmpty()
                ? null
                : (float) measured.stream().mapToDouble(Point::value).average().orElseThrow();
    }

    private static String viewers(int n) {
        return n == 1 ? "1 viewer" : n + " viewers";
    }

    private static String count(Integer n) {
        return n == null ? Numbers.NONE : n.toString();
    }

    private static String sigma(Double sigmaNorm) {
        return Numbers.percent(sigmaNorm == null ? null : sigmaNorm.floatValue());
    }

    private static String style() throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(STYLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
