package io.adgaze.records;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a session lies: {@code <landing>/ad_id=<ad_id>/session=<session_id>/<file>}.
 *
 * @param adId the ad, valid by {@link Identifiers}
 * @param sessionId the session, valid by {@link Identifiers}
 * @param folderUri the session's folder, ending in a slash
 * @param file the object's name within the folder
 */
public record SessionPath(String adId, String sessionId, String folderUri, String file) {

    private static final Pattern LAYOUT =
            Pattern.compile("(.*/ad_id=([^/]+)/session=([^/]+)/)([^/]+)");

    /** Reads the path of a landed object; empty when it is not laid out as a session. */
    public static Optional<SessionPath> parse(String uri) {
        Matcher layout = LAYOUT.matcher(uri);
        if (!layout.matches()
                || !Identifiers.isValid(layout.group(2))
                || !Identifiers.isValid(layout.group(3))) {
            return Optional.empty();
        }
        return Optional.of(
                new SessionPath(
                        layout.group(2), layout.group(3), layout.group(1), layout.group(4)));
    }
}
