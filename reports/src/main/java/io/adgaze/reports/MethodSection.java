package io.adgaze.reports;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report's last section: who was counted, how, and what the figures cannot say. */
final class MethodSection {

    private final Markup page;
    private final Methodology methodology;

    MethodSection(Markup page, Methodology methodology) {
        this.page = page;
        this.methodology = methodology;
    }

    void write() {
        page.open("section").leaf("h2", "Sample, method and limits");
        page.open("dl", "class", "method");
        writeSample(methodology.sample());
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

    private void writeSample(Methodology.Sample sample) {
        fact("Viewers", Integer.toString(sample.viewersN()));
        fact("… with a usable recording", count(sample.usableViewersN()));
        fact("… who saw the end", count(sample.completedN()));
        fact("… with calibrated gaze", Integer.toString(sample.gazeViewersN()));
        fact("Frames with one usable face", Numbers.percent(sample.validRateMean()));
        fact("Shown from", Numbers.viewers(sample.minViewers()) + " on");
    }

    private void fact(String name, String value) {
        page.open("div").leaf("dt", name).leaf("dd", value).close();
    }

    private void list(String heading, List<String> items) {
        page.leaf("h3", heading).open("ul");
        items.forEach(item -> page.leaf("li", item));
        page.close();
    }

    private static String count(@Nullable Integer n) {
        return n == null ? Numbers.NONE : n.toString();
    }

    private static String sigma(@Nullable Double sigmaNorm) {
        return Numbers.percent(sigmaNorm == null ? null : sigmaNorm.floatValue());
    }
}
