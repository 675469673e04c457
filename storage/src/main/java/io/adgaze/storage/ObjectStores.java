package io.adgaze.storage;

/** Makes object stores. */
public final class ObjectStores {

    private ObjectStores() {}

    /**
     * A store for {@code s3://}, {@code s3a://}, {@code file:} and plain paths. The caller closes
     * it.
     */
    public static ObjectStore of(S3Settings settings) {
        return new SchemeObjectStore(() -> new S3ObjectStore(S3Clients.client(settings)));
    }

    /** Uploads by others, straight to the S3 endpoint of {@code settings}. The caller closes it. */
    public static DirectUploads directUploads(S3Settings settings) {
        return new S3DirectUploads(S3Clients.client(settings), S3Clients.presigner(settings));
    }
}
