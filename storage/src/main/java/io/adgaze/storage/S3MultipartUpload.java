package io.adgaze.storage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads a large file in parts; the object appears when the last part is in, or not at all. */
final class S3MultipartUpload {

    /**
     * Small enough to be sent again after a failure, large enough for S3's 10,000 parts to hold 156
     * GiB.
     */
    static final int PART_BYTES = 16 << 20;

    private final S3Client s3;
    private final S3Location at;

    S3MultipartUpload(S3Client s3, S3Location at) {
        this.s3 = s3;
        this.at = at;
    }

    void upload(Path file) throws IOException {
        String uploadId =
                s3.createMultipartUpload(request -> request.bucket(at.bucket()).key(at.key()))
                        .uploadId();
        try {
            List<CompletedPart> parts = uploadParts(uploadId, file);
            s3.completeMultipartUpload(
                    request ->
                            request.bucket(at.bucket())
                                    .key(at.key())
                                    .uploadId(uploadId)
                                    .multipartUpload(upload -> upload.parts(parts)));
        } catch (SdkException | IOException failure) {
            abort(uploadId, failure);
            throw failure;
        }
    }

    private List<CompletedPart> uploadParts(String uploadId, Path file) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(PART_BYTES);
            while (content.length > 0) {
                parts.add(uploadPart(uploadId, parts.size() + 1, content));
                content = in.readNBytes(PART_BYTES);
            }
        }
        return parts;
    }

    private CompletedPart uploadPart(String uploadId, int number, byte[] content) {
        UploadPartResponse uploaded =
                s3.uploadPart(
                        request ->
                                request.bucket(at.bucket())
                                        .key(at.key())
                                        .uploadId(uploadId)
                                        .partNumber(number),
                        RequestBody.fromBytes(content));
        return CompletedPart.builder()
                .partNumber(number)
                .eTag(uploaded.eTag())
                .checksumCRC32(uploaded.checksumCRC32())
                .build();
    }

    /** Parts of an upload that is neither completed nor aborted are stored, and paid for. */
    private void abort(String uploadId, Exception failure) {
        try {
            s3.abortMultipartUpload(
                    request -> request.bucket(at.bucket()).key(at.key()).uploadId(uploadId));
        } catch (SdkException alsoFailed) {
            failure.addSuppressed(alsoFailed);
        }
    }
}
