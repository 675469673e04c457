package io.adgaze.jobs;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where sessions and withdrawals lie, and what was written of them. */
final class DataLocations {

    @Option(
            names = "--landing",
            required = true,
            paramLabel = "URI",
            description = "Where sessions land: <landing>/ad_id=.../session=.../manifest.json.")
    private String landing;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "URI",
            description = "Where tables, exports and rejections go.")
    private String output;

    @Option(
            names = "--withdrawals",
            paramLabel = "URI",
            description =
                    "Where withdrawals land: <withdrawals>/viewer_key=.../<withdrawal_id>.json."
                            + " Default: 'withdrawals' beside --landing.")
    private String withdrawals;

    String landing() {
        return absolute(landing);
    }

    String withdrawals() {
        return withdrawals == null ? beside(landing()) : absolute(withdrawals);
    }

    /** A bucket has nothing beside it. */
    private static String beside(String landing) {
        boolean isBucket = landing.matches("s3a?://[^/]+");
        String folder = isBucket ? landing : landing.substring(0, landing.lastIndexOf('/'));
        return folder + "/withdrawals";
    }

    String output() {
        return absolute(output);
    }

    /** Flink resolves no relative paths on a cluster; here they are the caller's. */
    static String absolute(String uri) {
        boolean hasScheme = uri.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*");
        String absolute = hasScheme ? uri : "file://" + Path.of(uri).toAbsolutePath().normalize();
        return absolute.endsWith("/") ? absolute.substring(0, absolute.length() - 1) : absolute;
    }
}
