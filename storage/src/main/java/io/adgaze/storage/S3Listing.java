package io.adgaze.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects whose keys begin with a prefix, asked for in pages of up to 1,000. */
final class S3Listing {

    private final S3Client s3;
    private final String prefixUri;
    private final S3Location prefix;

    S3Listing(S3Client s3, String prefixUri) {
        this.s3 = s3;
        this.prefixUri = prefixUri;
        this.prefix = S3Location.ofPrefix(prefixUri);
    }

    Stream<ListedObject> objects() throws IOException {
        return Stream.iterate(Optional.of(page(null)), Optional::isPresent, this::pageAfter)
                .flatMap(page -> page.orElseThrow().contents().stream())
                .map(this::listed);
    }

    private Optional<ListObjectsV2Response> pageAfter(Optional<ListObjectsV2Response> page) {
        String next = page.orElseThrow().nextContinuationToken();
        if (next == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(page(next));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Percent-encoded on the way, since XML cannot hold each character that a key may have. */
    private ListObjectsV2Response page(@Nullable String continuationToken) throws IOException {
        try {
            return s3.listObjectsV2(
                    request ->
                            request.bucket(prefix.bucket())
                                    .prefix(prefix.key())
                                    .continuationToken(continuationToken)
                                    .encodingType(EncodingType.URL));
        } catch (SdkException e) {
            throw S3Failures.describe("list", prefixUri, e);
        }
    }

    private ListedObject listed(S3Object object) {
        Instant modifiedAt =
                Objects.requireNonNullElseGet(object.lastModified(), Instant::now)
                        .truncatedTo(ChronoUnit.MILLIS);
        return new ListedObject(prefix.bucketUri() + object.key(), object.size(), modifiedAt);
    }
}
