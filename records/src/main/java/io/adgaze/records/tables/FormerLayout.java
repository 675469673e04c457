package io.adgaze.records.tables;

import io.adgaze.records.tables.OutputLayout.AdPartition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where tables and exports lay before {@link OutputLayout}'s {@code v=2}: {@code
 * <output>/<table>/v=1/dt=YYYY-MM-DD/ad_id=<ad_id>} and {@code <output>/exports/ad_id=<ad_id>}.
 * Goes when nobody has such an output any more.
 */
public record FormerLayout(String outputUri) {

    private static final String LAYOUT_VERSION = "v=1";

    private static final List<String> TABLES =
            List.of("viewer_seconds", "sessions", "frames", OutputLayout.AD_SECONDS);

    private static final String DAY_AND_AD = "/dt=(\\d{4}-\\d{2}-\\d{2})/ad_id=([^/]+)";

    private static final Pattern AD_PARTITION =
            Pattern.compile(".*" + DAY_AND_AD + "/[^/]+\\.parquet");

    private static final Pattern ROWS =
            Pattern.compile(
                    ".*/("
                            + String.join("|", TABLES)
                            + ")/v=1"
                            + DAY_AND_AD
                            + "/(part-[^/]+\\.parquet)");

    private static final Pattern EXPORT = Pattern.compile(".*/exports/ad_id=([^/]+)/([^/.][^/]*)");

    public FormerLayout {
        outputUri = outputUri.replaceFirst("/+$", "");
    }

    /** A table: {@code <output>/<table>/v=1}. */
    public String table(String table) {
        return outputUri + "/" + table + "/" + LAYOUT_VERSION;
    }

    /** What the URIs of all objects in this layout begin with. */
    public List<String> prefixes() {
        return Stream.concat(
                        TABLES.stream().map(table -> table(table) + "/"),
                        Stream.of(outputUri + "/exports/ad_id="))
                .toList();
    }

    /** Reads which ad's seconds an object of {@code ad_seconds} holds; empty if it holds none. */
    public static Optional<AdPartition> adPartition(String uri) {
        return OutputLayout.adPartition(AD_PARTITION.matcher(uri));
    }

    /** Where an object of this layout lies in the present one; empty if it is none of a release. */
    public Optional<String> successor(String uri) {
        OutputLayout output = new OutputLayout(outputUri);
        Matcher rows = ROWS.matcher(uri);
        if (rows.matches()) {
            String partition = OutputLayout.partition(rows.group(2), rows.group(3));
            return Optional.of(output.table(rows.group(1)) + "/" + partition + "/" + rows.group(4));
        }
        Matcher export = EXPORT.matcher(uri);
        return export.matches()
                ? Optional.of(output.exports(export.group(1)) + "/" + export.group(2))
                : Optional.empty();
    }
}
