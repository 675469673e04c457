package io.adgaze.records;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the capture side puts things, and where they are looked for: {@code
 * <landing>/ad_id=<ad_id>/session=<session_id>/<file>} and {@code <ads>/<ad_id>.mp4}.
 */
public final class LandingLayout {

    /** The name, within a session's folder, of the object that commits the session. */
    public static final String MANIFEST = "manifest.json";

    /** A key is text, in which a slash has no meaning but this; a recording may lie deeper. */
    private static final Pattern SESSION_OBJECT =
            Pattern.compile("(.*/ad_id=([^/]+)/session=([^/]+)/)(.+)", Pattern.DOTALL);

    private LandingLayout() {}

    /** Reads where an object lies; empty when that is in no session's folder, or ids are wrong. */
    public static Optional<SessionPath> parse(String uri) {
        Matcher layout = SESSION_OBJECT.matcher(uri);
        if (!layout.matches()
                || !Identifiers.isValid(layout.group(2))
                || !Identifiers.isValid(layout.group(3))) {
            return Optional.empty();
        }
        return Optional.of(
                new SessionPath(
                        layout.group(2), layout.group(3), layout.group(1), layout.group(4)));
    }

    /**
     * The folder of a session, ending in a slash.
     *
     * @param landingUri where sessions land, with or without a slash at its end
     */
    public static String sessionFolder(String landingUri, String adId, String sessionId) {
        return folder(landingUri) + "ad_id=" + adId + "/session=" + sessionId + "/";
    }

    /**
     * An ad's video.
     *
     * @param adsUri where ads lie, with or without a slash at its end
     */
    public static String adUri(String adsUri, String adId) {
        return folder(adsUri) + adId + ".mp4";
    }

    private static String folder(String uri) {
        return uri.endsWith("/") ? uri : uri + "/";
    }
}
