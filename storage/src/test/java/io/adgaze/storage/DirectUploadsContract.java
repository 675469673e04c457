package io.adgaze.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds at every endpoint; the uploads go over plain HTTP, as a browser's do. */
abstract class DirectUploadsContract {

    private static final Duration LIFETIME = Duration.ofMinutes(15);

    /** S3 takes less only for the last part. */
    private static final int PART_BYTES = 5 << 20;

    private DirectUploads uploads;
    private ObjectStore store;
    private String uri;

    abstract S3Settings settings();

    /** A bucket of the endpoint. */
    abstract String bucket();

    @BeforeEach
    void open() {
        uploads = ObjectStores.directUploads(settings());
        store = ObjectStores.of(settings());
        uri = "s3://" + bucket() + "/" + UUID.randomUUID() + "/a b+c%20d.webm";
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        uploads.close();
    }

    @Test
    void anObjectIsPutByWhoeverHoldsTheSignedRequest() throws Exception {
        SignedRequest request = uploads.put(uri, 7, "video/webm", LIFETIME);

        assertThat(send(request, "content")).isEqualTo(200);

        assertThat(store.read(uri, 7)).asString().isEqualTo("content");
        assertThat(request.headers()).containsExactly(Map.entry("content-type", "video/webm"));
        assertThat(request.expiresAt())
                .isBetween(Instant.now().plusSeconds(14 * 60), Instant.now().plus(LIFETIME));
        assertThat(request.url().getQuery())
                .contains("X-Amz-SignedHeaders=content-length;content-type;host")
                .doesNotContain("checksum");
        assertThat(request.toString()).doesNotContain("Signature");
    }

    @Test
    void anObjectOfAnotherLengthIsRefused() throws Exception {
        SignedRequest request = uploads.put(uri, 7, "video/webm", LIFETIME);

        assertThat(send(request, "conten")).isEqualTo(403);
        assertThat(send(request, "contents")).isEqualTo(403);

        assertThat(store.head(uri)).isEmpty();
    }

    @Test
    void anObjectOfAnotherTypeIsRefused() throws Exception {
        SignedRequest request = uploads.put(uri, 7, "video/webm", LIFETIME);

        assertThat(send(request.url(), Map.of("content-type", "text/html"), "content"))
                .isEqualTo(403);
        assertThat(send(request.url(), Map.of(), "content")).isGreaterThanOrEqualTo(400);

        assertThat(store.head(uri)).isEmpty();
    }

    @Test
    void anObjectUnderAnotherKeyIsRefused() throws Exception {
        SignedRequest request = uploads.put(uri, 7, "video/webm", LIFETIME);
        URI elsewhere = URI.create(request.url().toString().replace(".webm?", ".json?"));

        assertThat(send(elsewhere, request.headers(), "content")).isEqualTo(403);

        assertThat(store.list("s3://" + bucket() + "/"))
                .noneMatch(ref -> ref.uri().endsWith("json"));
    }

    @Test
    void anObjectIsPutInParts() throws Exception {
        byte[] first = randomBytes(PART_BYTES);
        byte[] last = randomBytes(12_345);
        MultipartUpload upload = uploads.begin(uri, "video/webm");

        assertThat(sendPart(upload, 2, last)).isEqualTo(200);
        assertThat(sendPart(upload, 1, first)).isEqualTo(200);
        List<UploadedPart> parts = uploads.parts(upload);
        assertThat(store.head(uri)).isEmpty();
        ObjectRef whole = uploads.complete(upload, parts);

        assertThat(parts).extracting(UploadedPart::number).containsExactly(1, 2);
        assertThat(parts)
                .extracting(UploadedPart::sizeBytes)
                .containsExactly((long) first.length, (long) last.length);
        assertThat(store.head(uri)).contains(whole);
        byte[] stored = store.read(uri, first.length + last.length);
        assertThat(Arrays.copyOf(stored, first.length)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(stored, first.length, stored.length)).isEqualTo(last);
    }

    @Test
    void aPartOfAnotherLengthOrNumberIsRefused() throws Exception {
        MultipartUpload upload = uploads.begin(uri, "video/webm");
        SignedRequest request = uploads.part(upload, 1, 7, LIFETIME);
        URI another = URI.create(request.url().toString().replace("partNumber=1", "partNumber=2"));

        assertThat(send(request, "contents")).isEqualTo(403);
        assertThat(send(another, request.headers(), "content")).isEqualTo(403);

        assertThat(uploads.parts(upload)).isEmpty();
        uploads.abort(upload);
    }

    @Test
    void aPartSentAgainReplacesTheOneBefore() throws Exception {
        MultipartUpload upload = uploads.begin(uri, "video/webm");
        sendPart(upload, 1, "before".getBytes(UTF_8));
        sendPart(upload, 1, "after".getBytes(UTF_8));

        uploads.complete(upload, uploads.parts(upload));

        assertThat(store.read(uri, 10)).asString().isEqualTo("after");
    }

    @Test
    void anAbortedUploadIsGone() throws Exception {
        MultipartUpload upload = uploads.begin(uri, "video/webm");
        sendPart(upload, 1, "content".getBytes(UTF_8));
        List<UploadedPart> parts = uploads.parts(upload);

        uploads.abort(upload);
        uploads.abort(upload);

        assertThat(store.head(uri)).isEmpty();
        assertThatThrownBy(() -> uploads.complete(upload, parts))
                .isInstanceOf(StoreRefusedException.class);
    }

    @Test
    void aMissingBucketIsSaid() {
        assertThatThrownBy(() -> uploads.begin("s3://no-such-bucket/key", "video/webm"))
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("there is no such bucket");
    }

    private int sendPart(MultipartUpload upload, int number, byte[] content) throws Exception {
        SignedRequest request = uploads.part(upload, number, content.length, LIFETIME);
        return send(request.url(), request.headers(), content);
    }

    private int send(SignedRequest request, String content) throws Exception {
        return send(request.url(), request.headers(), content);
    }

    private int send(URI url, Map<String, String> headers, String content) throws Exception {
        return send(url, headers, content.getBytes(UTF_8));
    }

    /**
     * The status of the answer. Each request has a connection of its own: an endpoint may close one
     * whose content it refused to read, and Java's client, unlike a browser, does not send a PUT
     * again that ran into it.
     */
    private int send(URI url, Map<String, String> headers, byte[] content) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(content));
        headers.forEach(request::header);
        HttpResponse<String> response =
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return response.statusCode();
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
