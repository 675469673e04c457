package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One version of an S3 object, read by range into one bounded buffer. Each request carries the etag
 * in {@code If-Match} (RFC 9110, 13.1.1): the bytes are those of the version announced, or the read
 * fails.
 */
final class S3ObjectChannel implements SeekableByteChannel {

    /** About ten seconds of webcam video: few requests, and a bounded wait for each. */
    static final int READ_AHEAD_BYTES = 2 << 20;

    /** Bounds how long a reader's thread is held up, retries included; then the read fails. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** RFC 9110, 15.5.13: the etag in If-Match is not the object's. */
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final ObjectRef ref;
    private final S3Location at;

    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long bufferStart;
    private long position;
    private boolean open = true;

    S3ObjectChannel(S3Client s3, ObjectRef ref) {
        this.s3 = s3;
        this.ref = ref;
        this.at = S3Location.of(ref.uri());
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        if (position >= ref.sizeBytes()) {
            return -1;
        }
        if (position < bufferStart || position >= bufferStart + buffer.limit()) {
            fill();
        }
        int from = Math.toIntExact(position - bufferStart);
        int count = Math.min(target.remaining(), buffer.limit() - from);
        target.put(buffer.slice(from, count));
        position += count;
        return count;
    }

    private void fill() throws IOException {
        long end = Math.min(position + READ_AHEAD_BYTES, ref.sizeBytes());
        buffer = ByteBuffer.wrap(get(position, end - 1));
        bufferStart = position;
        if (buffer.limit() != end - position) {
            throw new IOException(
                    "%s ended early: %d of the %d bytes at %d came. Read it again."
                            .formatted(ref.uri(), buffer.limit(), end - position, position));
        }
    }

    private byte[] get(long first, long last) throws IOException {
        try {
            return s3.getObjectAsBytes(
                            request ->
                                    request.overrideConfiguration(
                                                    call -> call.apiCallTimeout(READ_TIMEOUT))
                                            .bucket(at.bucket())
                                            .key(at.key())
                                            .ifMatch(S3Etags.quoted(ref.version()))
                                            .range("bytes=" + first + "-" + last))
                    .asByteArrayUnsafe();
        } catch (NoSuchKeyException deleted) {
            throw new ObjectChangedException(ref, "it has been deleted", deleted);
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED) {
                throw new ObjectChangedException(ref, "it now has another", e);
            }
            throw S3Failures.describe("read", ref.uri(), e);
        } catch (SdkException e) {
            throw S3Failures.describe("read", ref.uri(), e);
        }
    }

    @Override
    public long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("negative position " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        requireOpen();
        return ref.sizeBytes();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        buffer = ByteBuffer.allocate(0);
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
