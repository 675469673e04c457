package io.adgaze.records;

/**
 * Where an object of a session lies; {@link LandingLayout} reads it from a URI.
 *
 * @param adId the ad, valid by {@link Identifiers}
 * @param sessionId the session, valid by {@link Identifiers}
 * @param folderUri the session's folder, ending in a slash
 * @param file the object's name within the folder
 */
public record SessionPath(String adId, String sessionId, String folderUri, String file) {

    /** The manifest of the same session. */
    public String manifestUri() {
        return folderUri + LandingLayout.MANIFEST;
    }

    /** Whether this is the object that commits the session. */
    public boolean isManifest() {
        return file.equals(LandingLayout.MANIFEST);
    }
}
