package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects by URI ({@code s3://bucket/key}, {@code file:///path} or a plain path), read by version
 * and written whole. URIs are taken literally, never percent-decoded.
 *
 * <p>What the store refuses for good is a {@link StoreRefusedException}; other failures may pass.
 *
 * <p>Safe for use by several threads; a channel belongs to one. Whoever obtained the store closes
 * it.
 */
public interface ObjectStore extends Closeable {

    /**
     * Finds the current version of an object.
     *
     * @return empty when there is no such object
     * @throws IOException when that cannot be told: no such bucket, no permission, no connection
     */
    Optional<ObjectRef> head(String uri) throws IOException;

    /**
     * Opens one version of an object for reading. The channel holds at most a few MiB.
     *
     * @throws ObjectChangedException here or from the channel, when the object is no longer the
     *     version that {@code ref} names
     */
    SeekableByteChannel open(ObjectRef ref) throws IOException;

    /**
     * Reads a small object whole.
     *
     * @throws ObjectTooLargeException when it has more than {@code maxBytes}
     * @throws NoSuchFileException when there is no such object
     */
    byte[] read(String uri, int maxBytes) throws IOException;

    /** Writes an object whole: readers see the old one or the new one, never a part. */
    void write(String uri, Path localFile) throws IOException;

    /** Deletes an object; no error when there is none. */
    void delete(String uri) throws IOException;

    /**
     * Lists the objects whose URIs begin with {@code prefixUri}, sorted by the UTF-8 bytes of their
     * keys, as S3 does. The prefix is compared as text: {@code s3://bucket/a} finds {@code a},
     * {@code ab} and {@code a/b}, {@code s3://bucket/a/} only the last, {@code s3://bucket/} all.
     * There are no folders in it: an object under a key that ends in a slash is an object.
     *
     * <p>Each URI is {@code s3://<bucket>/} and the key as it is, or the path as it is, with no
     * character encoded or left out; it can be given to the other methods.
     *
     * <p>No object keeps another from being listed: where part of the store cannot be looked into,
     * as a folder that may not be read, the rest comes first and the failure last.
     *
     * <p>The stream asks the store for more as it is consumed and may be left at any point. It
     * holds nothing open between its elements, so it need not be closed.
     *
     * @return empty where no object begins so
     * @throws IOException when the beginning cannot be listed: no such bucket, no permission, no
     *     connection. Later on, the stream throws it as an {@link java.io.UncheckedIOException}.
     */
    Stream<ListedObject> list(String prefixUri) throws IOException;
}
