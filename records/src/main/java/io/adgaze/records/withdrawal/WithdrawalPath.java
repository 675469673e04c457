package io.adgaze.records.withdrawal;

import io.adgaze.records.Identifiers;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a withdrawal lies: {@code <withdrawals>/viewer_key=<viewer_key>/<withdrawal_id>.json}.
 * Names a viewer: only {@link #withoutViewer} is for logs, messages and tables.
 *
 * @param viewerKey the viewer's pseudonym, valid by {@link Identifiers}
 * @param withdrawalId the withdrawal, valid by {@link Identifiers}
 * @param uri the object
 */
public record WithdrawalPath(String viewerKey, String withdrawalId, String uri) {

    private static final Pattern WITHDRAWAL =
            Pattern.compile(".*/viewer_key=([^/]+)/([^/]+)\\.json", Pattern.DOTALL);

    /** As it is, or percent-encoded; up to the next slash, whatever stands in a viewer's place. */
    private static final Pattern VIEWER =
            Pattern.compile("viewer_key(=|%3D)[^/]*", Pattern.CASE_INSENSITIVE);

    /** Reads where an object lies; empty where that is no withdrawal's place, or ids are wrong. */
    public static Optional<WithdrawalPath> parse(String uri) {
        Matcher layout = WITHDRAWAL.matcher(uri);
        if (!layout.matches()
                || !Identifiers.isValid(layout.group(1))
                || !Identifiers.isValid(layout.group(2))) {
            return Optional.empty();
        }
        return Optional.of(new WithdrawalPath(layout.group(1), layout.group(2), uri));
    }

    /** The object, with {@code viewer_key=*} for the viewer. */
    public String withoutViewer() {
        return withoutViewer(uri);
    }

    /** {@code text}, with {@code viewer_key=*} for each viewer in it, up to the next slash. */
    public static String withoutViewer(String text) {
        return VIEWER.matcher(text).replaceAll("viewer_key=*");
    }

    /** For logs, in which no viewer is named. */
    @Override
    public String toString() {
        return withoutViewer();
    }
}
