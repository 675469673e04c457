package io.adgaze.storage;

import java.time.Instant;

/**
 * An object as a listing tells of it. It pins no content: {@link ObjectStore#head} finds the
 * version, which a listing may not know.
 *
 * @param uri where it lies, {@code s3://bucket/key} or a path, as {@link ObjectStore} has it
 * @param sizeBytes its length
 * @param modifiedAt when it was last written, in whole milliseconds; when it was listed, where the
 *     store does not say
 */
public record ListedObject(String uri, long sizeBytes, Instant modifiedAt) {}
