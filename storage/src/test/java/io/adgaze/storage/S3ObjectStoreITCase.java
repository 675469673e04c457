package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.embedded.EmbeddedS3;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S3 against a real endpoint that checks signatures. */
class S3ObjectStoreITCase {

    private static final String BUCKET = "s3://bucket/";

    @TempDir static Path folder;
    private static EmbeddedS3 s3;
    private ObjectStore store;

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
        store = ObjectStores.of(s3.flinkConfiguration());
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void readsTheBytesOfAFileInAnyOrder() throws IOException {
        byte[] content = randomBytes(2 * S3ObjectChannel.READ_AHEAD_BYTES + 12_345);
        ObjectRef ref = put(BUCKET + "random.bin", content);

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

        ObjectRef ref = put(BUCKET + "large.bin", content);

        assertThat(ref.sizeBytes()).isEqualTo(content.length);
        assertThat(store.read(ref.uri(), content.length)).isEqualTo(content);
    }

    @Test
    void keysAreTakenLiterally() throws IOException {
        String uri = BUCKET + "a b+c%20d/ä&=?#.txt";
        byte[] content = {1, 2, 3};

        ObjectRef ref = put(uri, content);

        assertThat(store.read(uri, 3)).isEqualTo(content);
        try (SeekableByteChannel channel = store.open(ref)) {
            assertThat(readFully(channel, 3)).isEqualTo(content);
        }
    }

    @Test
    void anObjectOverwrittenWhileItIsReadIsNoticed() throws IOException {
        ObjectRef ref = put(BUCKET + "changing", randomBytes(S3ObjectChannel.READ_AHEAD_BYTES + 1));
        try (SeekableByteChannel channel = store.open(ref)) {
            readFully(channel, 10);
            put(ref.uri(), randomBytes(S3ObjectChannel.READ_AHEAD_BYTES + 1));

            assertThatThrownBy(() -> readFully(channel, S3ObjectChannel.READ_AHEAD_BYTES))
                    .isInstanceOf(ObjectChangedException.class)
                    .hasMessageContaining(ref.uri())
                    .hasMessageContaining("new session id");
        }
    }

    @Test
    void anObjectDeletedBeforeItIsReadIsNoticed() throws IOException {
        ObjectRef ref = put(BUCKET + "deleted", new byte[] {1});
        store.delete(ref.uri());

        try (SeekableByteChannel channel = store.open(ref)) {
            assertThatThrownBy(() -> readFully(channel, 1))
                    .isInstanceOf(ObjectChangedException.class)
                    .hasMessageContaining("deleted");
        }
    }

    @Test
    void overwritingGivesAnotherVersion() throws IOException {
        String before = put(BUCKET + "twice", new byte[] {1}).version();
        String after = put(BUCKET + "twice", new byte[] {2}).version();

        assertThat(after).isNotEqualTo(before).doesNotContain("\"");
    }

    @Test
    void aMissingObjectIsNoError() throws IOException {
        assertThat(store.head(BUCKET + "nothing")).isEmpty();
        store.delete(BUCKET + "nothing");
        assertThatThrownBy(() -> store.read(BUCKET + "nothing", 1))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(BUCKET + "nothing");
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
    void moreThanAllowedIsNotRead() throws IOException {
        put(BUCKET + "three", new byte[3]);

        assertThat(store.read(BUCKET + "three", 3)).hasSize(3);
        assertThatThrownBy(() -> store.read(BUCKET + "three", 2))
                .isInstanceOf(ObjectTooLargeException.class)
                .hasMessageContaining("2 bytes");
    }

    @Test
    void aMissingBucketIsSaid() {
        String uri = "s3://no-such-bucket/key";

        assertThatThrownBy(() -> store.head(uri)).hasMessage(noSuchBucket("find", uri));
        assertThatThrownBy(() -> store.read(uri, 1)).hasMessage(noSuchBucket("read", uri));
        assertThatThrownBy(() -> put(uri, new byte[1])).hasMessage(noSuchBucket("write", uri));
    }

    @Test
    void wrongCredentialsAreSaid() throws IOException {
        assertThatCredentialsAreBlamed("s3.secret-key", "SignatureDoesNotMatch");
        assertThatCredentialsAreBlamed("s3.access-key", "InvalidAccessKeyId");
    }

    @Test
    void anEndpointThatIsNotThereIsSaid() throws Exception {
        Configuration conf = s3.flinkConfiguration();
        try (ServerSocket free = new ServerSocket(0)) {
            conf.setString("s3.endpoint", "http://127.0.0.1:" + free.getLocalPort());
        }
        conf.setString("s3.retry.max-num-retries", "0");
        try (ObjectStore unreachable = ObjectStores.of(conf)) {
            assertThatThrownBy(() -> unreachable.read(BUCKET + "key", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(BUCKET + "key")
                    .hasMessageContaining("s3.endpoint");
        }
    }

    private static void assertThatCredentialsAreBlamed(String key, String code) throws IOException {
        Configuration conf = s3.flinkConfiguration();
        conf.setString(key, "wrong");
        try (ObjectStore refused = ObjectStores.of(conf)) {
            assertThatThrownBy(() -> refused.read(BUCKET + "key", 1))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(BUCKET + "key")
                    .hasMessageContaining(code)
                    .hasMessageContaining("s3.secret-key");
            // A HEAD's answer has no body to say which.
            assertThatThrownBy(() -> refused.head(BUCKET + "key"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("Check the credentials");
        }
    }

    private static String noSuchBucket(String action, String uri) {
        return "Cannot "
                + action
                + " "
                + uri
                + ": there is no such bucket. Create it, or correct the URI or s3.endpoint.";
    }

    private ObjectRef put(String uri, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("upload.bin"), content);
        store.write(uri, file);
        return store.head(uri).orElseThrow();
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
