package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects in S3 or a compatible store. A version is the etag, without quotes. */
final class S3ObjectStore implements ObjectStore {

    private final S3Client s3;

    /** Takes over {@code s3} and closes it. */
    S3ObjectStore(S3Client s3) {
        this.s3 = s3;
    }

    @Override
    public Optional<ObjectRef> head(String uri) throws IOException {
        S3Location at = S3Location.of(uri);
        try {
            HeadObjectResponse head =
                    s3.headObject(request -> request.bucket(at.bucket()).key(at.key()));
            return Optional.of(
                    new ObjectRef(uri, S3Etags.versionOf(uri, head.eTag()), head.contentLength()));
        } catch (S3Exception e) {
            if (e.statusCode() != HttpStatusCode.NOT_FOUND) {
                throw S3Failures.describe("find", uri, e);
            }
            requireBucket(uri, at);
            return Optional.empty();
        } catch (SdkException e) {
            throw S3Failures.describe("find", uri, e);
        }
    }

    @Override
    public SeekableByteChannel open(ObjectRef ref) {
        return new S3ObjectChannel(s3, ref);
    }

    @Override
    public byte[] read(String uri, int maxBytes) throws IOException {
        S3Location at = S3Location.of(uri);
        try (ResponseInputStream<GetObjectResponse> in =
                s3.getObject(request -> request.bucket(at.bucket()).key(at.key()))) {
            if (in.response().contentLength() > maxBytes) {
                in.abort();
                throw new ObjectTooLargeException(uri, maxBytes);
            }
            return in.readAllBytes();
        } catch (SdkException e) {
            throw S3Failures.describe("read", uri, e);
        }
    }

    @Override
    public void write(String uri, Path localFile) throws IOException {
        S3Location at = S3Location.of(uri);
        try {
            if (Files.size(localFile) > S3MultipartUpload.PART_BYTES) {
                new S3MultipartUpload(s3, at).upload(localFile);
            } else {
                s3.putObject(
                        request -> request.bucket(at.bucket()).key(at.key()),
                        RequestBody.fromFile(localFile));
            }
        } catch (SdkException e) {
            throw S3Failures.describe("write", uri, e);
        }
    }

    @Override
    public void delete(String uri) throws IOException {
        S3Location at = S3Location.of(uri);
        try {
            s3.deleteObject(request -> request.bucket(at.bucket()).key(at.key()));
        } catch (SdkException e) {
            throw S3Failures.describe("delete", uri, e);
        }
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) throws IOException {
        return new S3Listing(s3, prefixUri).objects();
    }

    @Override
    public void close() {
        s3.close();
    }

    /** A HEAD's 404 has no body to tell a missing bucket, which nobody landed, from an object. */
    private void requireBucket(String uri, S3Location at) throws IOException {
        try {
            s3.headBucket(request -> request.bucket(at.bucket()));
        } catch (S3Exception e) {
            if (e.statusCode() == HttpStatusCode.NOT_FOUND) {
                throw S3Failures.noSuchBucket("find", uri, e);
            }
            throw S3Failures.describe("find", uri, e);
        }
    }
}
