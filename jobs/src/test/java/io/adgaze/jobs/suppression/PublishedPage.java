package io.adgaze.jobs.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An ad's {@code report.html}: its table, its charts, and the figures around them. */
final class PublishedPage {

    private static final String NONE = "–";
    private static final Pattern SECOND = Pattern.compile("second (\\d+): .*");

    /** The columns of the page's table, behind retention. */
    private static final List<String> IN_TABLE =
            List.of(
                    "attention_rate",
                    "on_ad_rate",
                    "engagement_index",
                    "valence",
                    "p_happy",
                    "p_surprise",
                    "p_sad",
                    "p_angry",
                    "p_fear",
                    "p_disgust",
                    "p_neutral");

    private static final Map<String, String> CHARTS = charts();

    private final Document page;

    PublishedPage(Path file) throws Exception {
        page =
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .parse(file.toFile());
    }

    void assertShows(RandomAd ad, PublishableFigures figures) {
        assertTable(ad, figures);
        assertCharts(figures);
        Map<String, String> facts = facts();
        Double error = figures.gazeErrorMedian();
        Integer completed = figures.completedN();
        assertPercent(
                "Saw the end",
                facts.get("Saw the end"),
                completed == null ? null : (Double) ((double) completed / ad.viewers.size()));
        assertPercent("Attention", facts.get("Attention"), meanOf("attention_rate", figures));
        assertThat(facts.get("Most engaging").equals(NONE))
                .isEqualTo(meanOf("engagement_index", figures) == null);
        assertPercent("Gaze error", facts.get("Gaze error"), error);
        assertCount("usable", facts.get("… with a usable recording"), figures.usableN());
        assertCount("completed", facts.get("… who saw the end"), completed);
        assertPercent("valid", facts.get("Frames with one usable face"), figures.validRateMean());
        assertThat(facts.get("Heatmap").contains("kernels " + NONE)).isEqualTo(error == null);
    }

    private void assertTable(RandomAd ad, PublishableFigures figures) {
        List<Element> rows = elements(elements(page.getDocumentElement(), "tbody").get(0), "tr");
        assertThat(rows).hasSameSizeAs(figures.seconds());
        for (int i = 0; i < rows.size(); i++) {
            int second = figures.seconds().get(i);
            List<Element> cells = elements(rows.get(i), "td");
            if (figures.viewersN(second) < ad.minViewers) {
                assertThat(cells).as("viewers, grade, suppressed").hasSize(3);
                continue;
            }
            Map<String, Double> row = figures.row(second);
            assertThat(cells).hasSize(3 + IN_TABLE.size());
            assertPercent("retention", cells.get(2).getTextContent(), row.get("retention_rate"));
            for (int c = 0; c < IN_TABLE.size(); c++) {
                assertCell(cells.get(3 + c), IN_TABLE.get(c), row);
            }
        }
    }

    /** A mean, and where the column has them its bounds beneath. */
    private static void assertCell(Element cell, String column, Map<String, Double> row) {
        Double mean = row.get(column + "_mean");
        String shown = cell.getFirstChild().getTextContent();
        if (column.endsWith("_rate")) {
            assertPercent(column, shown, mean);
        } else {
            assertNumber(column, shown, mean, 0.01);
        }
        for (Element bounds : elements(cell, "small")) {
            assertThat(bounds.getTextContent().isEmpty())
                    .as("no bounds of " + column)
                    .isEqualTo(row.get(column + "_ci95_low") == null);
        }
    }

    /** A chart has a dot a second whose figure may be seen, and draws through no other. */
    private void assertCharts(PublishableFigures figures) {
        List<Element> charts = elements(page.getDocumentElement(), "figure");
        assertThat(charts).hasSize(CHARTS.size());
        for (Element chart : charts) {
            String column = CHARTS.get(elements(chart, "strong").get(0).getTextContent());
            List<Integer> shown =
                    figures.seconds().stream()
                            .filter(second -> figures.row(second).get(column) != null)
                            .toList();
            assertThat(elements(chart, "circle"))
                    .as(column)
                    .extracting(dot -> SECOND.matcher(dot.getTextContent()))
                    .allMatch(Matcher::matches)
                    .extracting(dot -> Integer.valueOf(dot.group(1)))
                    .isEqualTo(shown);
            assertThat(corners(chart, "polyline")).as(column).isEqualTo(shown.size());
            assertThat(corners(chart, "polygon")).as(column).isLessThanOrEqualTo(2 * shown.size());
        }
    }

    private static int corners(Element chart, String shape) {
        return elements(chart, shape).stream()
                .mapToInt(of -> of.getAttribute("points").split(" ", -1).length)
                .sum();
    }

    /** Each name's first figure: those at the head of the page come before the method's. */
    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        for (Element list : elements(page.getDocumentElement(), "dl")) {
            for (Element fact : elements(list, "div")) {
                facts.putIfAbsent(
                        elements(fact, "dt").get(0).getTextContent(),
                        elements(fact, "dd").get(0).getTextContent());
            }
        }
        return facts;
    }

    /** The mean of the seconds' means; null where no second has one. */
    private static Double meanOf(String column, PublishableFigures figures) {
        List<Double> means =
                figures.seconds().stream()
                        .map(second -> figures.row(second).get(column + "_mean"))
                        .filter(Objects::nonNull)
                        .toList();
        return means.isEmpty()
                ? null
                : (Double) (means.stream().mapToDouble(m -> m).sum() / means.size());
    }

    private static void assertPercent(String name, String shown, Double rate) {
        assertNumber(
                name, shown.replace("\u00a0%", ""), rate == null ? null : (Double) (100 * rate), 1);
    }

    private static void assertCount(String name, String shown, Integer count) {
        assertNumber(name, shown, count == null ? null : (Double) (double) count, 0.5);
    }

    private static void assertNumber(String name, String shown, Double value, double within) {
        if (value == null) {
            assertThat(shown).as(name).isEqualTo(NONE);
            return;
        }
        assertThat(Double.parseDouble(shown.replace('−', '-')))
                .as(name)
                .isCloseTo(value, within(within));
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    /** The column of {@code ad_seconds} behind each chart's curve. */
    private static Map<String, String> charts() {
        Map<String, String> charts = new LinkedHashMap<>();
        charts.put("Retention", "retention_rate");
        charts.put("Attention", "attention_rate_mean");
        charts.put("Engagement index", "engagement_index_mean");
        charts.put("Valence", "valence_mean");
        for (String name :
                List.of("Happy", "Surprise", "Sad", "Angry", "Fear", "Disgust", "Neutral")) {
            charts.put(name, "p_" + name.toLowerCase(Locale.ROOT) + "_mean");
        }
        return charts;
    }
}
