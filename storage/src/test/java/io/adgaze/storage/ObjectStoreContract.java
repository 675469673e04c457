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
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds in every store. */
abstract class ObjectStoreContract {

    private static final List<String> ODD_NAMES =
            List.of(
                    " ",
                    "#?&=",
                    "%2F",
                    "&amp;<'\">",
                    "+",
                    "...",
                    ".hidden",
                    "a b",
                    "a%20b",
                    "a+b",
                    "a:b",
                    "a\\b",
                    "~",
                    "ä",
                    "😀");

    @TempDir private Path uploads;

    abstract ObjectStore store();

    /** Ends in a slash; nothing lies there when a test begins. */
    abstract String root();

    @Test
    void whatIsWrittenIsReadUntilItIsDeleted() throws IOException {
        String uri = root() + "deep/er/object";

        write(uri, "content");

        ObjectRef ref = store().head(uri).orElseThrow();
        assertThat(ref.uri()).isEqualTo(uri);
        assertThat(ref.sizeBytes()).isEqualTo(7);
        assertThat(store().read(uri, 7)).asString().isEqualTo("content");
        assertThat(open(ref)).isEqualTo("content");

        store().delete(uri);
        store().delete(uri);

        assertThat(store().head(uri)).isEmpty();
        assertThat(list("")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNoObject() throws IOException {
        write(root() + "folder/object", "content");

        assertThat(store().head(root() + "folder")).isEmpty();
        assertThat(store().head(root() + "nothing")).isEmpty();
        assertThatThrownBy(() -> store().read(root() + "nothing", 1))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void moreThanAllowedIsNotRead() throws IOException {
        write(root() + "three", "123");

        assertThat(store().read(root() + "three", 3)).hasSize(3);
        assertThatThrownBy(() -> store().read(root() + "three", 2))
                .isInstanceOf(ObjectTooLargeException.class)
                .hasMessageContaining(root() + "three")
                .hasMessageContaining("2 bytes");
    }

    @Test
    void anObjectThatWasOverwrittenOrDeletedIsNoLongerReadAsWhatItWas() throws IOException {
        ObjectRef first = write(root() + "changing", "before");
        ObjectRef second = write(root() + "changing", "afterwards");

        assertThat(second.version()).isNotEqualTo(first.version()).doesNotContain("\"");
        assertThatThrownBy(() -> open(first))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining(root() + "changing")
                .hasMessageContaining("new session id");

        store().delete(root() + "changing");
        assertThatThrownBy(() -> open(second))
                .isInstanceOf(ObjectChangedException.class)
                .hasMessageContaining("deleted");
    }

    @Test
    void aPrefixIsTextAndNoFolder() throws IOException {
        for (String key : List.of("b/x", "a.txt", "ab", "a/b/c", "a-")) {
            write(root() + key, key);
        }

        // By bytes: '-' < '.' < '/' < 'b'.
        assertThat(list("")).containsExactly("a-", "a.txt", "a/b/c", "ab", "b/x");
        assertThat(list("a")).containsExactly("a-", "a.txt", "a/b/c", "ab");
        assertThat(list("a/")).containsExactly("a/b/c");
        assertThat(list("a/b")).containsExactly("a/b/c");
        assertThat(list("a/b/c")).containsExactly("a/b/c");
    }

    @Test
    void nothingIsListedWhereNothingBeginsSo() throws IOException {
        write(root() + "object", "content");

        assertThat(list("p")).isEmpty();
        assertThat(list("object/")).isEmpty();
        assertThat(list("object/within/it")).isEmpty();
        assertThat(list("folder/")).isEmpty();
        assertThat(list("fol/der/")).isEmpty();
    }

    @Test
    void aListedObjectIsWhatHeadFinds() throws IOException {
        ObjectRef written = write(root() + "folder/object", "content");

        Instant now = Instant.now();
        assertThat(store().list(root()))
                .singleElement()
                .satisfies(
                        listed -> {
                            assertThat(listed.uri()).isEqualTo(written.uri());
                            assertThat(listed.sizeBytes()).isEqualTo(written.sizeBytes());
                            // S3 tells whole seconds.
                            assertThat(listed.modifiedAt())
                                    .isBetween(now.minusSeconds(60), now.plusSeconds(60));
                        });
    }

    @Test
    void keysAreTakenAndListedLiterally() throws IOException {
        for (String name : ODD_NAMES) {
            write(root() + name + "/" + name, name);
        }

        assertThat(list("")).containsExactlyElementsOf(twice(ODD_NAMES));
        try (Stream<ListedObject> listed = store().list(root())) {
            assertThat(listed)
                    .allSatisfy(
                            object -> {
                                String uri = object.uri();
                                String name = uri.substring(uri.lastIndexOf('/') + 1);
                                assertThat(open(store().head(uri).orElseThrow())).isEqualTo(name);
                                assertThat(list(name + "/")).containsExactly(name + "/" + name);
                            });
        }
    }

    private static List<String> twice(List<String> names) {
        return names.stream().map(name -> name + "/" + name).toList();
    }

    @Test
    void aListingMayBeLeftAtAnyPoint() throws IOException {
        write(root() + "a", "1");
        write(root() + "b/c", "2");

        assertThat(store().list(root()).findFirst().orElseThrow().uri()).isEqualTo(root() + "a");
    }

    /** Keys below {@link #root}. */
    private List<String> list(String prefix) throws IOException {
        return store().list(root() + prefix)
                .map(ListedObject::uri)
                .peek(uri -> assertThat(uri).startsWith(root()))
                .map(uri -> uri.substring(root().length()))
                .toList();
    }

    final ObjectRef write(String uri, String content) throws IOException {
        return write(uri, content.getBytes(StandardCharsets.UTF_8));
    }

    final ObjectRef write(String uri, byte[] content) throws IOException {
        store().write(uri, Files.write(uploads.resolve("upload"), content));
        return store().head(uri).orElseThrow();
    }

    final String open(ObjectRef ref) throws IOException {
        return content(store().open(ref));
    }

    static String content(SeekableByteChannel source) throws IOException {
        try (SeekableByteChannel channel = source) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
            channel.read(bytes);
            return new String(bytes.array(), StandardCharsets.UTF_8);
        }
    }
}
