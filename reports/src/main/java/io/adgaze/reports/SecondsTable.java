package io.adgaze.reports;

import io.adgaze.records.AdSecond;
import io.adgaze.records.Estimate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An ad's seconds as the report's table: means with their 95 % bounds. */
final class SecondsTable {

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("Attention", Numbers::percent, AdSecond::attentionRate),
                    new Column("Gaze on ad", Numbers::percent, AdSecond::onAdRate),
                    new Column("Engagement", Numbers::twoDecimals, AdSecond::engagementIndex),
                    new Column("Valence", Numbers::twoDecimals, AdSecond::valence));

    private static final List<Column> EXPRESSIONS =
            List.of(
                    new Column("Happy", Numbers::twoDecimals, s -> s.p().happy()),
                    new Column("Surprise", Numbers::twoDecimals, s -> s.p().surprise()),
                    new Column("Sad", Numbers::twoDecimals, s -> s.p().sad()),
                    new Column("Angry", Numbers::twoDecimals, s -> s.p().angry()),
                    new Column("Fear", Numbers::twoDecimals, s -> s.p().fear()),
                    new Column("Disgust", Numbers::twoDecimals, s -> s.p().disgust()),
                    new Column("Neutral", Numbers::twoDecimals, s -> s.p().neutral()));

    private record Column(
            String heading, Function<Float, String> shown, Function<AdSecond, Estimate> estimate) {

        String mean(AdSecond second) {
            return shown.apply(estimate.apply(second).mean());
        }

        /** The 95 % bounds; empty where there are none. */
        String bounds(AdSecond second) {
            Estimate of = estimate.apply(second);
            return of.ci95Low() == null
                    ? ""
                    : withoutUnit(of.ci95Low()) + " to " + shown.apply(of.ci95High());
        }

        private String withoutUnit(@Nullable Float value) {
            return shown.apply(value).replace(Numbers.PERCENT, "");
        }
    }

    private SecondsTable() {}

    static void write(Markup page, List<AdSecond> seconds, int minViewers) {
        page.open(
                "div",
                "class",
                "scroll",
                "tabindex",
                "0",
                "role",
                "region",
                "aria-label",
                "Seconds");
        page.open("table");
        page.leaf(
                "caption",
                "Means over viewers, with 95 % confidence bounds beneath. All columns, bounds and"
                        + " counts are in ad_seconds.csv and ad_seconds.parquet.");
        page.open("thead").open("tr");
        for (String heading : List.of("Second", "Viewers", "Grade", "Retention")) {
            page.leaf("th", heading, "scope", "col");
        }
        COLUMNS.forEach(column -> page.leaf("th", column.heading(), "scope", "col"));
        EXPRESSIONS.forEach(column -> page.leaf("th", column.heading(), "scope", "col"));
        page.close().close();
        page.open("tbody");
        seconds.forEach(second -> writeRow(page, second, minViewers));
        page.close().close().close();
    }

    private static void writeRow(Markup page, AdSecond second, int minViewers) {
        page.open("tr");
        page.leaf("th", Integer.toString(second.adSecond()), "scope", "row");
        page.leaf("td", Integer.toString(second.viewersN()));
        page.leaf("td", second.grade(), "class", "word");
        if (second.suppressed()) {
            page.leaf(
                    "td",
                    "suppressed: fewer than " + minViewers + " viewers",
                    "class",
                    "word note",
                    "colspan",
                    Integer.toString(1 + COLUMNS.size() + EXPRESSIONS.size()));
            page.close();
            return;
        }
        page.leaf("td", Numbers.percent(second.retentionRate()));
        for (Column column : COLUMNS) {
            page.open("td").text(column.mean(second));
            page.leaf("small", column.bounds(second)).close();
        }
        EXPRESSIONS.forEach(column -> page.leaf("td", column.mean(second)));
        page.close();
    }
}
