package io.adgaze.records.tables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tables, exports and rejections lie, below one output folder or prefix.
 *
 * <p>Readers take a folder {@code key=value} for a column. So no key has the name of a column of
 * the files, where the two could differ in type; and an ad's value begins with {@code id-}, because
 * readers guess a value's type: {@code 007} would be the number 7, {@code true} a boolean, {@code
 * 2026-01-01} a date, {@code __HIVE_DEFAULT_PARTITION__} no value at all. What begins with letters
 * and a hyphen is text to all of them.
 *
 * @param outputUri with or without a slash at its end
 */
public record OutputLayout(String outputUri) {

    /** The table of an ad's seconds: one object an ad. */
    public static final String AD_SECONDS = "ad_seconds";

    /** The table of an ad's segments' seconds: one object an ad. */
    public static final String AD_SEGMENT_SECONDS = "ad_segment_seconds";

    /** The table of ads: one object an ad. */
    public static final String ADS = "ads";

    /** Grows with any change to a table that readers must know of. */
    private static final String LAYOUT_VERSION = "v=2";

    private static final Pattern AD_PARTITION =
            Pattern.compile(".*/dt=(\\d{4}-\\d{2}-\\d{2})/ad=id-([^/]+)/[^/]+\\.parquet");

    /**
     * An ad's object in {@link #AD_SECONDS}, as its URI says.
     *
     * @param dt the day, {@code YYYY-MM-DD}
     */
    public record AdPartition(String adId, String dt) {}

    public OutputLayout {
        outputUri = outputUri.replaceFirst("/+$", "");
    }

    /** A table: {@code <output>/<table>/v=2}. */
    public String table(String table) {
        return outputUri + "/" + table + "/" + LAYOUT_VERSION;
    }

    /** Rows of an ad within a table: {@code dt=YYYY-MM-DD/ad=id-<ad_id>}. */
    public static String partition(String dt, String adId) {
        return day(dt) + "/" + ad(adId);
    }

    /** A day's part of a table: {@code dt=YYYY-MM-DD}. */
    public static String day(String dt) {
        return "dt=" + dt;
    }

    private static String ad(String adId) {
        return "ad=id-" + adId;
    }

    /** The object with all rows of an ad, in one of the tables that have one an ad. */
    public String adObject(String table, String dt, String adId) {
        return table(table) + "/" + partition(dt, adId) + "/part-0.parquet";
    }

    /** Reads which ad's seconds an object of {@link #AD_SECONDS} holds; empty if it holds none. */
    public static Optional<AdPartition> adPartition(String uri) {
        return adPartition(AD_PARTITION.matcher(uri));
    }

    static Optional<AdPartition> adPartition(Matcher dayAndAd) {
        return dayAndAd.matches()
                ? Optional.of(new AdPartition(dayAndAd.group(2), dayAndAd.group(1)))
                : Optional.empty();
    }

    /** What advertisers receive: {@code <output>/exports}. */
    public String exports() {
        return outputUri + "/exports";
    }

    /** What the advertiser of an ad receives: {@code <output>/exports/ad=id-<ad_id>}. */
    public String exports(String adId) {
        return exports() + "/" + ad(adId);
    }

    /** What is being read just now, for a later process to know: {@code <output>/reading/}. */
    public String readingMarks() {
        return outputUri + "/reading/";
    }

    /** Receipts of erasures, and what they are made of: {@code <output>/erasures/}. */
    public String erasures() {
        return outputUri + "/erasures/";
    }

    /** What was not measured: {@code <output>/rejected}. */
    public String rejected() {
        return outputUri + "/rejected";
    }
}
