package io.adgaze.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectStoreContract {

    @TempDir private Path folder;
    private final ObjectStore store = new FileObjectStore();

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    String root() {
        return "file://" + folder + "/root/";
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
        assertThat(store.head(Files.createFile(folder.resolve("file")) + "/within/it")).isEmpty();
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
    void aListingHasTheFormOfItsPrefix() throws IOException {
        String file = Files.createFile(folder.resolve("file")).toString();

        for (String scheme : List.of("", "file:", "file://")) {
            assertThat(uris(scheme + folder + "/")).containsExactly(scheme + file);
            assertThat(uris(scheme + folder + "/fi")).containsExactly(scheme + file);
        }
        assertThat(uris("pom")).containsExactly("pom.xml");
        assertThat(uris("file:pom")).containsExactly("file:pom.xml");
    }

    @Test
    void aNameMayHoldALineBreak() throws IOException {
        Files.createFile(folder.resolve("a\nb"));

        assertThat(uris(folder + "/a\n")).containsExactly(folder + "/a\nb");
    }

    /** By UTF-16, as Java compares strings, these would change places. */
    @Test
    void namesAreSortedByTheBytesOfTheirUtf8() throws IOException {
        Path wave = Files.createFile(folder.resolve("～"));
        Path smile = Files.createFile(folder.resolve("😀"));

        assertThat(uris(folder + "/")).containsExactly(wave.toString(), smile.toString());
    }

    @Test
    void foldersAreNoObjects() throws IOException {
        Files.createDirectories(folder.resolve("empty/inner"));

        assertThat(uris(folder + "/")).isEmpty();
    }

    @Test
    void aFileThatIsBeingWrittenIsNotListed() throws IOException {
        Path source = Files.createFile(folder.resolve("source"));
        Path target = Files.createDirectory(folder.resolve("target"));
        // A folder of the target's name makes the last step of the write fail, with all bytes
        // there.
        Files.createDirectories(target.resolve("object/in the way"));
        Files.createFile(target.resolve(".object.0b1c.partial"));
        Files.createFile(target.resolve(".partial"));

        assertThatThrownBy(() -> store.write(target + "/object", source))
                .isInstanceOf(IOException.class);

        assertThat(uris(target + "/")).containsExactly(target + "/.partial");
    }

    @Test
    void aLinkToAFileIsThatFileAndOneToAFolderIsNotFollowed() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("root/inner"));
        Path file = Files.writeString(folder.resolve("file"), "content");
        Files.createSymbolicLink(inner.resolve("around"), folder.resolve("root"));
        Files.createSymbolicLink(inner.resolve("file"), file);
        Files.createSymbolicLink(inner.resolve("nowhere"), folder.resolve("nothing"));
        Files.createSymbolicLink(inner.resolve("circle"), inner.resolve("circle"));

        assertThat(uris(root())).containsExactly(root() + "inner/file");
        assertThat(open(store.head(root() + "inner/file").orElseThrow())).isEqualTo("content");
        assertThat(uris(root() + "inner/around/inner/f"))
                .containsExactly(root() + "inner/around/inner/file");
    }

    @Test
    void aFolderThatVanishesWhileItIsListedIsLeftOut() throws IOException {
        Files.createFile(folder.resolve("a"));
        Path vanishing = Files.createDirectory(folder.resolve("b"));
        Path file = Files.createFile(vanishing.resolve("file"));
        Files.createFile(folder.resolve("c"));

        try (Stream<ListedObject> listed = store.list(folder + "/")) {
            Iterator<ListedObject> found = listed.iterator();
            assertThat(found.next().uri()).endsWith("/a");
            Files.delete(file);
            Files.delete(vanishing);
            assertThat(found.next().uri()).endsWith("/c");
            assertThat(found.hasNext()).isFalse();
        }
    }

    /** A folder deeper than a path may be long stands for any that cannot be read. */
    @Test
    void aFolderThatCannotBeReadKeepsNoOtherFromBeingListed() throws Exception {
        Path before = Files.createFile(folder.resolve("a"));
        Path bad = Files.createDirectory(folder.resolve("b"));
        Path after = Files.createFile(folder.resolve("c"));
        String name = "x".repeat(250);
        shell(bad, "for i in $(seq 20); do mkdir " + name + " && cd " + name + "; done");
        try (Stream<ListedObject> listed = store.list(folder + "/")) {
            Iterator<ListedObject> found = listed.iterator();

            assertThat(found.next().uri()).isEqualTo(before.toString());
            assertThat(found.next().uri()).isEqualTo(after.toString());
            assertThatThrownBy(found::hasNext)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("Cannot list " + bad + "/xxx")
                    .hasMessageContaining("move it elsewhere");
        } finally {
            shell(folder, "rm -r b");
        }
    }

    @Test
    void aFolderWhoseNameCannotBeDecodedIsListed() throws Exception {
        shell(folder, "mkdir $'a\\377b' && touch $'a\\377b/object'");

        assertThat(uris(folder + "/")).singleElement().asString().endsWith("/object");
    }

    private static void shell(Path in, String script) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", script).directory(in.toFile()).start();
        assertThat(shell.waitFor()).isZero();
    }

    private List<String> uris(String prefixUri) throws IOException {
        return store.list(prefixUri).map(ListedObject::uri).toList();
    }
}
