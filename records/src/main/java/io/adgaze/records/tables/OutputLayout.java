package io.adgaze.records.tables;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where tables, exports and rejections lie, below one output folder or prefix.
 *
 * @param outputUri with or without a slash at its end
 */
public record OutputLayout(String outputUri) {

    /** The table of an ad's seconds: one object an ad. */
    public static final String AD_SECONDS = "ad_seconds";

    /** Grows with any change to a table that readers must know of. */
    private static final String LAYOUT_VERSION = "v=1";

    private static final Pattern AD_PARTITION =
            Pattern.compile(".*/dt=(\\d{4}-\\d{2}-\\d{2})/ad_id=([^/]+)/[^/]+\\.parquet");

    /**
     * An ad's object in {@link #AD_SECONDS}, as its URI says.
     *
     * @param dt the day, {@code YYYY-MM-DD}
     */
    public record AdPartition(String adId, String dt) {}

    public OutputLayout {
        outputUri = outputUri.replaceFirst("/+$", "");
    }

    /** A table: {@code <output>/<table>/v=1}. */
    public String table(String table) {
        return outputUri + "/" + table + "/" + LAYOUT_VERSION;
    }

    /** Rows of an ad within a table: {@code dt=YYYY-MM-DD/ad_id=<ad_id>}. */
    public static String partition(String dt, String adId) {
        return day(dt) + "/ad_id=" + adId;
    }

    /** A day's part of a table: {@code dt=YYYY-MM-DD}. */
    public static String day(String dt) {
        return "dt=" + dt;
    }

    /** The object with all seconds of an ad. */
    public String adSeconds(String dt, String adId) {
        return table(AD_SECONDS) + "/" + partition(dt, adId) + "/part-0.parquet";
    }

    /** Reads which ad's seconds an object of {@link #AD_SECONDS} holds; empty if it holds none. */
    public static Optional<AdPartition> adPartition(String uri) {
        Matcher partition = AD_PARTITION.matcher(uri);
        return partition.matches()
                ? Optional.of(new AdPartition(partition.group(2), partition.group(1)))
                : Optional.empty();
    }

    /** What advertisers receive: {@code <output>/exports}. */
    public String exports() {
        return outputUri + "/exports";
    }

    /** What the advertiser of an ad receives: {@code <output>/exports/ad_id=<ad_id>}. */
    public String exports(String adId) {
        return exports() + "/ad_id=" + adId;
    }

    /** What was not measured: {@code <output>/rejected}. */
    public String rejected() {
        return outputUri + "/rejected";
    }
}
