package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest {

    @TempDir Path folder;
    private ObjectStore store;

    @BeforeEach
    void openStore() {
        store = ObjectStores.of(new Configuration());
    }

    @AfterEach
    void closeStore() throws IOException {
        store.close();
    }

    @Test
    void anObjectHasOneContentUnderEachFormOfItsUri() throws IOException {
        Path file = Files.writeString(folder.resolve("a b%20.txt"), "content");

        for (String uri : new String[] {file.toString(), "file:" + file, "file://" + file}) {
            ObjectRef ref = store.head(uri).orElseThrow();
            assertThat(ref.uri()).isEqualTo(uri);
            assertThat(ref.sizeBytes()).isEqualTo(7);
            assertThat(store.read(uri, 7)).asString().isEqualTo("content");
            assertThat(open(ref)).isEqualTo("content");
        }
    }

    @Test
    void relativePathsStartAtTheWorkingDirectory() throws IOException {
        assertThat(store.head("pom.xml")).isPresent();
    }

    @Test
    void whatIsNoFileIsNoObject() throws IOException {
        assertThat(store.head(folder.toString())).isEmpty();
        assertThat(store.head(folder + "/nothing")).isEmpty();
        assertThat(store.head(Files.createFile(folder.resolve("file")) + "/within/it")).isEmpty();
        assertThatThrownBy(() -> store.read(folder + "/nothing", 1))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void moreThanAllowedIsNotRead() throws IOException {
        Path file = Files.write(folder.resolve("three"), new byte[3]);

        assertThatThrownBy(() -> store.read(file.toString(), 2))
                .isInstanceOf(ObjectTooLargeException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aFileThatChangedIsNotOpened() throws IOException {
        Path file = Files.writeString(folder.resolve("changing"), "before");
        ObjectRef ref = store.head(file.toString()).orElseThrow();
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));

        assertThatThrownBy(() -> store.open(ref)).isInstanceOf(ObjectChangedException.class);

        Files.delete(file);
        assertThatThrownBy(() -> store.open(ref))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void aWriteReplacesTheWholeFileAndLeavesNothingElse() throws IOException {
        Path source = Files.writeString(folder.resolve("source"), "new");
        Path target = folder.resolve("deep/er/target");
        store.write(target.toString(), Files.writeString(folder.resolve("old"), "old and longer"));
        SeekableByteChannel reader = Files.newByteChannel(target);

        store.write(target.toString(), source);

        assertThat(target).hasContent("new");
        assertThat(content(reader)).isEqualTo("old and longer");
        try (Stream<Path> files = Files.list(target.getParent())) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void aWriteThatFailsLeavesTheOldFile() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "old");

        assertThatThrownBy(() -> store.write(target.toString(), folder.resolve("no such source")))
                .isInstanceOf(NoSuchFileException.class);

        assertThat(target).hasContent("old");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(target);
        }
    }

    @Test
    void deletingIsRepeatable() throws IOException {
        Path file = Files.writeString(folder.resolve("gone"), "x");

        store.delete(file.toString());
        store.delete(file.toString());

        assertThat(file).doesNotExist();
    }

    @Test
    void anUnknownSchemeNamesWhatWouldBeRight() {
        assertThatThrownBy(() -> store.head("ftp://host/file"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'ftp://host/file'")
                .hasMessageContaining("s3://");
    }

    private String open(ObjectRef ref) throws IOException {
        return content(store.open(ref));
    }

    private static String content(SeekableByteChannel source) throws IOException {
        try (SeekableByteChannel channel = source) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            channel.read(bytes);
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }
}
