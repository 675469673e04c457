package io.adgaze.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers that Amazon S3 gives, and the endpoints that run here do not. */
class S3AnswersTest {

    /** Legal in S3; a filesystem, and so each endpoint over one, has no file of such a name. */
    private static final List<String> KEYS =
            List.of("/a", "..", "../a", "a\nb", "a\u0001b", "a//b", "a/../b", "a/./b", "a/b/", "~");

    private static final Instant MODIFIED = Instant.parse("2026-11-22T10:00:00.123Z");

    private final Queue<Answer> answers = new ArrayDeque<>();
    private final List<String> queries = new ArrayList<>();
    private HttpServer server;
    private S3Settings settings;
    private ObjectStore store;

    private record Answer(int status, String body) {}

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        settings =
                S3Settings.of(
                        Map.of(
                                "s3.endpoint", "http://127.0.0.1:" + server.getAddress().getPort(),
                                "s3.region", "us-east-1",
                                "s3.path-style-access", "true",
                                "s3.access-key", "id",
                                "s3.secret-key", "secret",
                                "s3.retry.max-num-retries", "0"));
        store = ObjectStores.of(settings);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.add(exchange.getRequestURI().getRawQuery());
            Answer answer = answers.remove();
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @AfterEach
    void stopServer() throws IOException {
        store.close();
        server.stop(0);
    }

    @Test
    void keysAreListedAsTheyAre() throws IOException {
        answers.add(page(KEYS, null));

        List<ListedObject> listed = store.list("s3://bucket/").toList();

        assertThat(queries).singleElement().asString().contains("encoding-type=url");
        assertThat(listed)
                .containsExactlyElementsOf(
                        KEYS.stream()
                                .map(key -> new ListedObject("s3://bucket/" + key, 3, MODIFIED))
                                .toList());
    }

    @Test
    void thePrefixAndItsSchemeAreTakenAsTheyAre() throws IOException {
        answers.add(page(List.of("/a//b"), null));

        assertThat(store.list("s3a://bucket//a/").map(ListedObject::uri))
                .containsExactly("s3a://bucket//a//b");
        assertThat(queries).singleElement().asString().contains("prefix=%2Fa%2F");
    }

    @Test
    void aPageIsAskedForWhenItIsNeeded() throws IOException {
        answers.add(page(List.of("a", "b"), "go+on/="));
        answers.add(page(List.of(), "and on"));
        answers.add(page(List.of("c"), null));

        try (Stream<ListedObject> listed = store.list("s3://bucket/")) {
            Iterator<ListedObject> found = listed.iterator();
            assertThat(List.of(found.next().uri(), found.next().uri()))
                    .containsExactly("s3://bucket/a", "s3://bucket/b");
            assertThat(queries).hasSize(1);
            assertThat(found.next().uri()).isEqualTo("s3://bucket/c");
            assertThat(found.hasNext()).isFalse();
        }
        assertThat(queries.get(1)).contains("continuation-token=go%2Bon%2F%3D");
        assertThat(queries.get(2)).contains("continuation-token=and%20on");
    }

    @Test
    void aPageThatFailsInMidListingFailsTheListing() throws IOException {
        answers.add(page(List.of("a"), "next"));
        answers.add(error(403, "AccessDenied"));

        try (Stream<ListedObject> listed = store.list("s3://bucket/")) {
            assertThatThrownBy(listed::toList)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("Cannot list s3://bucket/");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, PermanentRedirect",
        "400, AuthorizationHeaderMalformed",
        "400, InvalidRequest",
        "403, AccessDenied",
        "403, InvalidAccessKeyId",
        "404, NoSuchBucket"
    })
    void whatWillBeAnsweredAgainIsARefusal(int status, String code) {
        answers.add(error(status, code));

        assertThatThrownBy(() -> store.list("s3://bucket/"))
                .isInstanceOf(StoreRefusedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, RequestTimeout",
        "409, OperationAborted",
        "429, TooManyRequests",
        "500, InternalError",
        "503, SlowDown",
        "503, ServiceUnavailable"
    })
    void whatMayPassIsNoRefusal(int status, String code) {
        answers.add(error(status, code));

        assertThatThrownBy(() -> store.list("s3://bucket/"))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("Cannot list s3://bucket/");
    }

    @Test
    void anUploadThatIsNoMoreHasNoParts() throws IOException {
        answers.add(error(404, "NoSuchUpload"));

        try (DirectUploads uploads = ObjectStores.directUploads(settings)) {
            assertThatThrownBy(() -> uploads.parts(new MultipartUpload("s3://bucket/key", "id")))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("s3://bucket/key")
                    .hasMessageContaining("Begin another");
        }
    }

    private static Answer page(List<String> keys, String next) {
        String contents =
                keys.stream()
                        .map(key -> URLEncoder.encode(key, UTF_8).replace("%2F", "/"))
                        .map(
                                "<Contents><Key>%s</Key><LastModified>2026-11-22T10:00:00.123Z</LastModified><Size>3</Size></Contents>"
                                        ::formatted)
                        .collect(Collectors.joining());
        String more =
                next == null
                        ? "<IsTruncated>false</IsTruncated>"
                        : "<IsTruncated>true</IsTruncated><NextContinuationToken>%s</NextContinuationToken>"
                                .formatted(next);
        return new Answer(
                200,
                "<ListBucketResult><Name>bucket</Name><EncodingType>url</EncodingType>%s%s</ListBucketResult>"
                        .formatted(more, contents));
    }

    private static Answer error(int status, String code) {
        return new Answer(
                status, "<Error><Code>%s</Code><Message>as told</Message></Error>".formatted(code));
    }
}
