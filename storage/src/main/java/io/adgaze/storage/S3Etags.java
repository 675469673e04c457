package io.adgaze.storage;

import java.io.IOException;

/** Etags travel in quotes (RFC 9110, 8.8.3); versions are etags without them. */
final class S3Etags {

    private S3Etags() {}

    static String quoted(String version) {
        return '"' + version + '"';
    }

    static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    /** The version of an object, from an answer that may lack its etag. */
    static String versionOf(String uri, String etag) throws IOException {
        if (etag == null) {
            throw new IOException(
                    uri
                            + " has no etag, so its content cannot be pinned. Write it through S3,"
                            + " not into the folder behind it.");
        }
        return unquoted(etag);
    }
}
