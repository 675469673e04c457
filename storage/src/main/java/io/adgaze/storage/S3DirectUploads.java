package io.adgaze.storage;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Uploads by others into S3, by requests signed with Signature Version 4. */
final class S3DirectUploads implements DirectUploads {

    /** Set by each HTTP client itself. */
    private static final Set<String> CLIENTS_OWN_HEADERS = Set.of("host", "content-length");

    private final S3Client s3;
    private final S3Presigner presigner;

    /** Takes over both and closes them. */
    S3DirectUploads(S3Client s3, S3Presigner presigner) {
        this.s3 = s3;
        this.presigner = presigner;
    }

    @Override
    public SignedRequest put(String uri, long sizeBytes, String contentType, Duration lifetime)
            throws IOException {
        S3Location at = S3Location.of(uri);
        try {
            return signed(
                    presigner.presignPutObject(
                            presign ->
                                    presign.signatureDuration(lifetime)
                                            .putObjectRequest(
                                                    put ->
                                                            put.bucket(at.bucket())
                                                                    .key(at.key())
                                                                    .contentLength(sizeBytes)
                                                                    .contentType(contentType))));
        } catch (SdkException e) {
            throw S3Failures.describe("sign an upload of", uri, e);
        }
    }

    @Override
    public MultipartUpload begin(String uri, String contentType) throws IOException {
        S3Location at = S3Location.of(uri);
        try {
            return new MultipartUpload(
                    uri,
                    s3.createMultipartUpload(
                                    request ->
                                            request.bucket(at.bucket())
                                                    .key(at.key())
                                                    .contentType(contentType))
                            .uploadId());
        } catch (SdkException e) {
            throw S3Failures.describe("begin an upload of", uri, e);
        }
    }

    @Override
    public SignedRequest part(MultipartUpload upload, int number, long sizeBytes, Duration lifetime)
            throws IOException {
        S3Location at = S3Location.of(upload.uri());
        try {
            return signed(
                    presigner.presignUploadPart(
                            presign ->
                                    presign.signatureDuration(lifetime)
                                            .uploadPartRequest(
                                                    part ->
                                                            part.bucket(at.bucket())
                                                                    .key(at.key())
                                                                    .uploadId(upload.id())
                                                                    .partNumber(number)
                                                                    .contentLength(sizeBytes))));
        } catch (SdkException e) {
            throw S3Failures.describe("sign a part of", upload.uri(), e);
        }
    }

    private static SignedRequest signed(PresignedRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.signedHeaders()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        headers.keySet().removeAll(CLIENTS_OWN_HEADERS);
        return new SignedRequest(
                URI.create(request.url().toString()), Map.copyOf(headers), request.expiration());
    }

    @Override
    public List<UploadedPart> parts(MultipartUpload upload) throws IOException {
        S3Location at = S3Location.of(upload.uri());
        try {
            return s3
                    .listPartsPaginator(
                            request ->
                                    request.bucket(at.bucket()).key(at.key()).uploadId(upload.id()))
                    .parts()
                    .stream()
                    .map(S3DirectUploads::uploaded)
                    .toList();
        } catch (SdkException e) {
            throw S3Failures.describe("list the uploaded parts of", upload.uri(), e);
        }
    }

    private static UploadedPart uploaded(Part part) {
        return new UploadedPart(part.partNumber(), S3Etags.unquoted(part.eTag()), part.size());
    }

    @Override
    public ObjectRef complete(MultipartUpload upload, List<UploadedPart> parts) throws IOException {
        S3Location at = S3Location.of(upload.uri());
        List<CompletedPart> completed = parts.stream().map(S3DirectUploads::completed).toList();
        try {
            String etag =
                    s3.completeMultipartUpload(
                                    request ->
                                            request.bucket(at.bucket())
                                                    .key(at.key())
                                                    .uploadId(upload.id())
                                                    .multipartUpload(all -> all.parts(completed)))
                            .eTag();
            return new ObjectRef(
                    upload.uri(),
                    S3Etags.unquoted(etag),
                    parts.stream().mapToLong(UploadedPart::sizeBytes).sum());
        } catch (SdkException e) {
            throw S3Failures.describe("complete the upload of", upload.uri(), e);
        }
    }

    private static CompletedPart completed(UploadedPart part) {
        return CompletedPart.builder()
                .partNumber(part.number())
                .eTag(S3Etags.quoted(part.etag()))
                .build();
    }

    @Override
    public void abort(MultipartUpload upload) throws IOException {
        S3Location at = S3Location.of(upload.uri());
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(at.bucket()).key(at.key()).uploadId(upload.id()));
        } catch (NoSuchUploadException done) {
            // Completed or aborted before: there is nothing left to drop.
        } catch (SdkException e) {
            throw S3Failures.describe("abort the upload of", upload.uri(), e);
        }
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
