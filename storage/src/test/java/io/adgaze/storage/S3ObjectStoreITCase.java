package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3 against a real endpoint that checks signatures. */
class S3ObjectStoreITCase extends ObjectStoreContract {

    private static final String BUCKET = "s3://bucket/";

    @TempDir static Path folder;
    private static EmbeddedS3 s3;
    private ObjectStore store;
    private String root;

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    String root() {
        return root;
    }

    @BeforeAll
    static void startEndpoint() throws Exception {
        s3 = EmbeddedS3.start(folder.resolve("s3"));
        s3.createBucket("bucket");
    }

    @AfterAll
    static void stopEndpoint() throws Exception {
        s3.close();
    }

    @BeforeEach
    void openStore() {
        store = ObjectStores.of(s3.settings());
        root = BUCKET + UUID.randomUUID() + "/";
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void readsTheBytesOfAFileInAnyOrder() throws IOException {
        byte[] content = randomBytes(2 * S3ObjectChannel.READ_AHEAD_BYTES + 12_345);
        ObjectRef ref = write(BUCKET + "random.bin", content);

        try (SeekableByteChannel channel = store.open(ref)) {
            assertThat(channel.size()).isEqualTo(content.length);
            assertThat(readFully(channel, content.length)).isEqualTo(content);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            Random random = new Random(7);
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(content.length - 1_000);
                byte[] part = readFully(channel.position(from), 1_000);
                assertThat(ByteBuffer.wrap(part)).isEqualTo(ByteBuffer.wrap(content, from, 1_000));
            }
            assertThat(channel.position(content.length + 5L).read(ByteBuffer.allocate(1)))
                    .isEqualTo(-1);
        }
    }

    @Test
    void largeObjectsAreWrittenInParts() throws IOException {
        byte[] content = randomBytes(2 * S3MultipartUpload.PART_BYTES + 1);

        ObjectRef ref = write(BUCKET + "large.bin", content);

        assertThat(ref.sizeBytes()).isEqualTo(content.length);
        assertThat(store.read(ref.uri(), content.length)).isEqualTo(content);
    }

    @Test
    void anObjectOverwrittenWhileItIsReadIsNoticed() throws IOException {
        ObjectRef ref =
                write(BUCKET + "changing", randomBytes(S3ObjectChannel.READ_AHEAD_BYTES + 1));
        try (SeekableByteChannel channel = store.open(ref)) {
            readFully(channel, 10);
            write(ref.uri(), randomBytes(S3ObjectChannel.READ_AHEAD_BYTES + 1));

            assertThatThrownBy(() -> readFully(channel, S3ObjectChannel.READ_AHEAD_BYTES))
                    .isInstanceOf(ObjectChangedException.class)
                    .hasMessageContaining(ref.uri())
                    .hasMessageContaining("new session id");
        }
    }

    @Test
    void anObjectPutBehindTheEndpointsBackIsSaid() throws IOException {
        Files.write(folder.resolve("s3/bucket/no-etag"), new byte[1]);

        assertThatThrownBy(() -> store.head(BUCKET + "no-etag"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(BUCKET + "no-etag")
                .hasMessageContaining("etag");
    }

    @Test
    void anObjectWithoutAnEtagKeepsNoOtherFromBeingListed() throws IOException {
        ObjectRef other = write(root + "other", new byte[1]);
        Path behind = folder.resolve("s3").resolve(root.substring("s3://".length()));
        Files.write(behind.resolve("no-etag"), new byte[1]);

        assertThat(store.list(root).map(ListedObject::uri))
                .containsExactly(root + "no-etag", other.uri());
    }

    @Test
    void moreThanAPageIsListed() throws IOException {
        String first = write(root + 1_000, "content").uri();
        Path file = folder.resolve("s3").resolve(first.substring("s3://".length()));
        List<String> uris = IntStream.range(1_000, 2_001).mapToObj(i -> root + i).toList();
        for (int i = 1_001; i < 2_001; i++) {
            // The etag is an attribute of the file; by the endpoint it would take a minute.
            Files.copy(file, file.resolveSibling("" + i), StandardCopyOption.COPY_ATTRIBUTES);
        }

        assertThat(store.list(root).map(ListedObject::uri)).containsExactlyElementsOf(uris);
    }

    @Test
    void aMissingBucketIsSaid() {
        String uri = "s3://no-such-bucket/key";

        assertThatNoBucketIsBlamed("find", uri, () -> store.head(uri));
        assertThatNoBucketIsBlamed("read", uri, () -> store.read(uri, 1));
        assertThatNoBucketIsBlamed("write", uri, () -> write(uri, new byte[1]));
        assertThatNoBucketIsBlamed("list", uri, () -> store.list(uri));
    }

    @Test
    void wrongCredentialsAreSaid() throws IOException {
        assertThatCredentialsAreBlamed("s3.secret-key", "SignatureDoesNotMatch");
        assertThatCredentialsAreBlamed("s3.access-key", "InvalidAccessKeyId");
    }

    @Test
    void anEndpointThatIsNotThereIsSaid() throws Exception {
        Map<String, String> properties = new HashMap<>(s3.properties());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            properties.put("s3.endpoint", "http://127.0.0.1:" + free.getLocalPort());
        }
        properties.put("s3.retry.max-num-retries", "0");
        try (ObjectStore unreachable = ObjectStores.of(S3Settings.of(properties))) {
            assertThatThrownBy(() -> unreachable.read(BUCKET + "key", 1))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining(BUCKET + "key")
                    .hasMessageContaining("s3.endpoint");
        }
    }

    private static void assertThatCredentialsAreBlamed(String key, String code) throws IOException {
        Map<String, String> properties = new HashMap<>(s3.properties());
        properties.put(key, "wrong");
        try (ObjectStore refused = ObjectStores.of(S3Settings.of(properties))) {
            assertThatThrownBy(() -> refused.read(BUCKET + "key", 1))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining(BUCKET + "key")
                    .hasMessageContaining(code)
                    .hasMessageContaining("s3.secret-key");
            // A HEAD's answer has no body to say which.
            assertThatThrownBy(() -> refused.head(BUCKET + "key"))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("Check the credentials");
        }
    }

    private static void assertThatNoBucketIsBlamed(
            String action, String uri, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(StoreRefusedException.class)
                .hasMessage(
                        ("Cannot %s %s: there is no such bucket. Create it, or correct the URI or"
                                        + " s3.endpoint.")
                                .formatted(action, uri));
    }

    private static byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        // Two calls give different content.
        bytes[0] = (byte) System.nanoTime();
        return bytes;
    }

    private static byte[] readFully(SeekableByteChannel channel, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // Reads may be short.
        }
        assertThat(bytes.remaining()).isZero();
        return bytes.array();
    }
}
