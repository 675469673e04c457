package io.adgaze.connectors.landing;

import io.adgaze.storage.ObjectStore;
import io.adgaze.storage.S3Settings;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.flink.util.function.SerializableFunction;

/**
 * What is listed.
 *
 * @param prefixUri ends in a slash. Files have the form {@code file:/path} in which earlier
 *     releases remembered them; keys of S3 are left as they are
 * @param stores makes the store that it lies in
 */
record ListedPlace(String prefixUri, SerializableFunction<S3Settings, ObjectStore> stores)
        implements Serializable {

    /** What lies below {@code uri}, with or without a slash at its end. */
    static ListedPlace below(String uri, SerializableFunction<S3Settings, ObjectStore> stores) {
        boolean isS3 = uri.contains("://") && !uri.startsWith("file:");
        String prefixUri = isS3 ? uri : "file:" + folderOf(uri);
        return new ListedPlace(prefixUri.endsWith("/") ? prefixUri : prefixUri + "/", stores);
    }

    private static Path folderOf(String uri) {
        String path = uri.replaceFirst("^file:/+", "/").replaceFirst("^file:", "");
        return Path.of(path).toAbsolutePath().normalize();
    }

    Listing open(S3Settings settings) {
        return new Listing(stores.apply(settings), prefixUri);
    }
}
