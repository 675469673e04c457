package io.adgaze.reports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adgaze.records.AdReport;
import io.adgaze.records.GazeTrack;
import io.adgaze.records.ObjectRef;
import io.adgaze.reports.heatmap.Heatmap;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads the page as a document. */
class ReportPageTest {

    private static final HeatmapOutcome RENDERED =
            new HeatmapOutcome(new Heatmap(300, 0, null), null, Reports.AS_OF, 42);
    private static final int CHARTS = 11;

    @TempDir Path folder;

    @Test
    void needsNothingFromOutsideItself() throws Exception {
        String page = page(42, 12, RENDERED);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("http", "src=", "href=", "url(", "@import", "<script", "<link");
    }

    @Test
    void hasLanguageTitleAndAReadingOfEveryChart() throws Exception {
        Document page = parse(page(42, 12, RENDERED));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        assertThat(text(page, "title").get(0)).contains(Reports.AD_ID);
        List<Element> charts = elements(page, "svg");
        assertThat(charts).hasSize(CHARTS);
        for (Element chart : charts) {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            for (String id : chart.getAttribute("aria-labelledby").split(" ", -1)) {
                assertThat(elements(page, "*"))
                        .filteredOn(element -> element.getAttribute("id").equals(id))
                        .hasSize(1);
            }
        }
        assertThat(text(page, "desc")).allMatch(text -> text.contains("12 of 12 seconds"));
        assertThat(elements(page, "th")).allMatch(th -> !th.getAttribute("scope").isEmpty());
        assertThat(elements(page, "caption")).hasSize(1);
    }

    @Test
    void tellsEverySecondOfTheAd() throws Exception {
        Document page = parse(page(42, 12, RENDERED));

        List<Element> rows = elements(elements(page, "tbody").get(0), "tr");
        assertThat(rows).hasSize(12);
        // Second 6 is the smile's: happy 0.08 + 0.6.
        assertThat(rows.get(6).getTextContent()).contains("0.68").contains("directional");
        assertThat(text(page, "dd")).contains("second 6");
        for (Element line : elements(page, "polyline")) {
            assertThat(line.getAttribute("points").split(" ", -1)).hasSize(12);
        }
        assertThat(elements(page, "polygon")).as("bands: none for retention").hasSize(CHARTS - 1);
    }

    @Test
    void suppressedSecondsAreShownAsSuch() throws Exception {
        Document page = parse(page(12, 30, RENDERED));

        assertThat(text(page, "p"))
                .contains(
                        "20 of 30 seconds had fewer than 10 viewers: their figures are suppressed.");
        assertThat(text(page, "td")).filteredOn(t -> t.startsWith("suppressed")).hasSize(20);
        assertThat(elements(page, "rect")).hasSize(CHARTS);
        assertThat(text(page, "desc")).allMatch(text -> text.contains("10 of 30 seconds"));
    }

    @Test
    void anAdWithTooFewViewersShowsNoFigureAtAll() throws Exception {
        Document page = parse(page(4, 12, RENDERED));

        assertThat(elements(page, "polyline")).isEmpty();
        assertThat(elements(page, "circle")).isEmpty();
        assertThat(text(page, "p"))
                .contains(
                        "Every second had fewer than 10 viewers: all figures are suppressed.",
                        "Fewer than 10 viewers have calibrated gaze: the heatmap shows none.");
        assertThat(text(page, "desc"))
                .allMatch(text -> text.equals("No second has a value that may be shown."));
    }

    @Test
    void textsFromOutsideStayTexts() throws Exception {
        String hostile = "<script>alert('&')</script>";

        String page = page(42, 12, new HeatmapOutcome(null, hostile, Reports.AS_OF, 42));

        assertThat(page).doesNotContain("<script");
        assertThat(text(parse(page), "p")).contains("There is no heatmap: " + hostile);
    }

    @Test
    void anAdThatNobodyCoveredIsAPageToo() throws Exception {
        Document page = parse(page(0, 0, RENDERED));

        assertThat(elements(page, "svg")).hasSize(CHARTS);
    }

    @Test
    void tellsOfWhenItIsAndWhereTheHeatmapIsOlder() throws Exception {
        HeatmapOutcome older =
                new HeatmapOutcome(
                        new Heatmap(300, 0, null),
                        null,
                        Reports.AS_OF.minus(Duration.ofMinutes(7)),
                        31);

        assertThat(page(42, 5, RENDERED))
                .contains("as of 2026-11-22 14:30 UTC")
                .doesNotContain("until then");
        assertThat(page(42, 5, older))
                .contains("The heatmap is of 2026-11-22 14:23 UTC and shows the 31 viewers");
    }

    /** What a live report leaves as it is stays as it was told. */
    @Test
    void whatTheMethodologyTellsOfTheHeatmapIsReadAgain() throws Exception {
        for (HeatmapOutcome outcome :
                List.of(
                        new HeatmapOutcome(new Heatmap(9, 2, "none"), null, Reports.AS_OF, 31),
                        new HeatmapOutcome(null, "it is gone", Reports.AS_OF, 31))) {
            AdReportFiles.write(folder, report(42, 5), outcome);
            byte[] written = Files.readAllBytes(folder.resolve(AdReportFiles.METHODOLOGY));

            assertThat(AdReportFiles.heatmapOf(written)).contains(outcome);
        }
        assertThat(AdReportFiles.heatmapOf("{}".getBytes(UTF_8))).isEmpty();
        assertThat(AdReportFiles.heatmapOf("no JSON".getBytes(UTF_8))).isEmpty();
    }

    @Test
    void tellsTheGradeAndWhatItMeans() throws Exception {
        assertThat(text(parse(page(12, 5, RENDERED)), "span")).contains("insufficient");
        assertThat(text(parse(page(42, 5, RENDERED)), "span")).contains("directional");
        Document large = parse(page(200, 5, RENDERED));
        assertThat(text(large, "span")).contains("report");
        assertThat(text(large, "p")).contains("150 viewers or more: can be reported.");
    }

    private static AdReport report(int viewers, int seconds) {
        GazeTrack track = new GazeTrack(new int[0], new float[0], new float[0], 0.09f);
        return Reports.of(
                new ObjectRef("file:/ad.mp4", "1", 1),
                "2026-11-22",
                seconds,
                Collections.nCopies(viewers, track),
                10);
    }

    private String page(int viewers, int seconds, HeatmapOutcome heatmap) throws Exception {
        AdReport report = report(viewers, seconds);
        Path file = folder.resolve("report.html");
        ReportPage.write(file, Methodology.of(report, heatmap), report.seconds());
        return Files.readString(file);
    }

    /** The page is written as XML, so that a parser may hold it to its grammar. */
    private static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
    }

    private static List<Element> elements(Document page, String name) {
        return list(page.getElementsByTagName(name));
    }

    private static List<Element> elements(Element parent, String name) {
        return list(parent.getElementsByTagName(name));
    }

    private static List<String> text(Document page, String name) {
        return elements(page, name).stream().map(Element::getTextContent).toList();
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
