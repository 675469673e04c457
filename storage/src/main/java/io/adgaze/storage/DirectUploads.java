package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Uploads straight from whoever has the bytes, such as a browser, to S3: this process signs
 * requests, and the bytes pass it by.
 *
 * <p>A small object is one {@link #put}. A larger one, or one whose bytes are still being made, is
 * {@link #begin begun}, sent in {@link #part parts} and {@link #complete completed}; it appears
 * whole or not at all. The store keeps the parts until then, and bills them, so that whoever begins
 * an upload completes or {@link #abort aborts} it; both can be done by another process, from the
 * upload's id.
 *
 * <p>URIs are {@code s3://bucket/key}, taken literally. Signing sends nothing to the store: whether
 * the signer has the right to write shows when the request is used. Safe for use by several
 * threads; whoever obtained it closes it.
 *
 * @see StoreRefusedException
 */
public interface DirectUploads extends Closeable {

    /**
     * Signs the upload of a whole object. The store refuses another key, length or content type.
     *
     * @param sizeBytes exactly as many as will be sent
     * @param lifetime from now on, at most seven days; with credentials that expire themselves, not
     *     beyond them
     * @throws IOException when there are no credentials to sign with
     */
    SignedRequest put(String uri, long sizeBytes, String contentType, Duration lifetime)
            throws IOException;

    /** Begins an upload in parts of an object that will have this content type. */
    MultipartUpload begin(String uri, String contentType) throws IOException;

    /**
     * Signs the upload of a part. The store refuses another part number or length. A part sent
     * again replaces the one before.
     *
     * @param number 1 to 10,000; gaps are allowed
     * @param sizeBytes exactly as many as will be sent; S3 takes less than 5 MiB only for the last
     * @param lifetime as in {@link #put}
     * @throws IOException when there are no credentials to sign with
     */
    SignedRequest part(MultipartUpload upload, int number, long sizeBytes, Duration lifetime)
            throws IOException;

    /**
     * The parts that the store has, by number: what an interrupted upload need not send again.
     *
     * @throws StoreRefusedException when the upload has been completed or aborted
     */
    List<UploadedPart> parts(MultipartUpload upload) throws IOException;

    /**
     * Makes the object of these parts, in this order; others that were sent are dropped.
     *
     * @param parts ascending by number, as {@link #parts} lists them
     * @throws StoreRefusedException when the store has no such upload or part, or a part other than
     *     the last has less than 5 MiB
     */
    ObjectRef complete(MultipartUpload upload, List<UploadedPart> parts) throws IOException;

    /** Drops an upload and its parts; no error when it has been completed or aborted. */
    void abort(MultipartUpload upload) throws IOException;
}
