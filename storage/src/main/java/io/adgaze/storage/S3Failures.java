package io.adgaze.storage;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpStatusCode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what an S3 failure means for the person who deploys: which object, why, and what to do. */
final class S3Failures {

    private static final String NO_SUCH_BUCKET =
            "there is no such bucket. Create it, or correct the URI or s3.endpoint.";

    /** Answers with a 4xx status that may pass; throttling is told by the SDK. */
    private static final Set<String> PASSING_CODES =
            Set.of("RequestTimeout", "OperationAborted", "ConditionalRequestConflict");

    private S3Failures() {}

    /** The failure of {@code action} ("read", "write", …) on {@code uri}. */
    static IOException describe(String action, String uri, SdkException failure) {
        if (failure instanceof NoSuchKeyException) {
            NoSuchFileException missing = new NoSuchFileException(uri);
            missing.initCause(failure);
            return missing;
        }
        String message = "Cannot " + action + " " + uri + ": " + reasonAndRemedy(failure);
        return failure instanceof S3Exception answer && isRefusal(answer)
                ? new StoreRefusedException(message, failure)
                : new IOException(message, failure);
    }

    /** A missing bucket, where the answer itself does not say so. */
    static IOException noSuchBucket(String action, String uri, SdkException failure) {
        return new StoreRefusedException(
                "Cannot " + action + " " + uri + ": " + NO_SUCH_BUCKET, failure);
    }

    /** Whether the store will answer so again: not its own error, and no plea for patience. */
    private static boolean isRefusal(S3Exception answer) {
        return answer.statusCode() < HttpStatusCode.INTERNAL_SERVER_ERROR
                && !answer.isThrottlingException()
                && !PASSING_CODES.contains(codeOf(answer));
    }

    private static String reasonAndRemedy(SdkException failure) {
        if (!(failure instanceof S3Exception answer)) {
            return failure.getMessage()
                    + ". Check s3.endpoint and s3.region, the network, and"
                    + " that credentials are set (s3.access-key and s3.secret-key, or the AWS"
                    + " default chain).";
        }
        return switch (codeOf(answer)) {
            case "NoSuchBucket" -> NO_SUCH_BUCKET;
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                    "the credentials are wrong ("
                            + codeOf(answer)
                            + "). Correct s3.access-key and s3.secret-key, or the AWS default"
                            + " chain.";
            case "NoSuchUpload" ->
                    "there is no such upload: it has been completed or aborted. Begin another.";
            case "PermanentRedirect", "AuthorizationHeaderMalformed" ->
                    "the bucket is in another region ("
                            + answer.getMessage()
                            + "). Correct s3.region.";
            default -> byStatus(answer);
        };
    }

    private static String byStatus(S3Exception answer) {
        if (answer.statusCode() == HttpStatusCode.FORBIDDEN) {
            return "access is denied (403). Check the credentials, and that they allow"
                    + " s3:GetObject, s3:PutObject, s3:DeleteObject and s3:ListBucket there.";
        }
        return "the store answered "
                + answer.statusCode()
                + " ("
                + answer.getMessage()
                + "). Check the URI, s3.endpoint and s3.path-style-access.";
    }

    private static String codeOf(S3Exception answer) {
        if (answer.awsErrorDetails() == null || answer.awsErrorDetails().errorCode() == null) {
            return "";
        }
        return answer.awsErrorDetails().errorCode();
    }
}
