package io.adgaze.records;

/**
 * One version of a stored object.
 *
 * @param uri where it lies, {@code s3://bucket/key} or {@code file:///path}
 * @param version what pins its content (the S3 etag; for files the modification time and size), so
 *     that a restart reads the same bytes or learns that they changed
 * @param sizeBytes its length
 */
public record ObjectRef(String uri, String version, long sizeBytes) {}
