package io.adgaze.records;

/**
 * Word that an object landed, from a listing or an S3 event; its content has not been read.
 *
 * @param uri where it lies, decoded
 * @param version the etag, or the modification time and size where a listing has no etag
 * @param detectedAtMs epoch milliseconds at which it landed, as the event or the listing says;
 *     under this name in savepoints
 */
public record LandedObject(String uri, String version, long detectedAtMs) {

    /** The file name that commits a session. */
    public static final String MANIFEST = "manifest.json";

    /** Whether this object commits a session. */
    public boolean isManifest() {
        return uri.endsWith("/" + MANIFEST);
    }
}
