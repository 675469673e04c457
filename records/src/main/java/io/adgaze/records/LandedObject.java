package io.adgaze.records;

/**
 * Word that an object of a session landed, from a listing or an S3 event; its content has not been
 * read.
 *
 * @param uri where it lies, decoded
 * @param version the etag, or the modification time and size where a listing has no etag
 * @param detectedAtMs epoch milliseconds at which it landed, as the event or the listing says;
 *     under this name in savepoints
 * @param path what {@code uri} says of the session
 */
public record LandedObject(String uri, String version, long detectedAtMs, SessionPath path) {

    /** Completes what a savepoint of 0.1.0 holds, where the URI had not been read yet. */
    public LandedObject {
        if (path == null && uri != null) {
            path = LandingLayout.parse(uri).orElseThrow();
        }
    }

    /** An object at {@code path}. */
    public static LandedObject at(SessionPath path, String version, long landedAtMs) {
        return new LandedObject(path.folderUri() + path.file(), version, landedAtMs, path);
    }
}
