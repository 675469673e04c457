package io.adgaze.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files whose URIs begin with a prefix, in the order in which S3 would list them. A folder is
 * read when the listing comes to it, and closed at once. One that cannot be read keeps no other
 * from being listed: its failure comes last.
 */
final class FolderListing extends AbstractSpliterator<ListedObject> {

    /** S3's order: by the bytes of the keys' UTF-8. A folder's own ends in a slash. */
    private static final Comparator<Entry> S3_ORDER =
            Comparator.comparing(entry -> entry.uri().getBytes(UTF_8), Arrays::compareUnsigned);

    private final Deque<Entry> ahead = new ArrayDeque<>();
    private @Nullable IOException failure;

    FolderListing(String prefixUri) throws IOException {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL);
        String folderUri = folderOf(prefixUri);
        List<Entry> entries = new ArrayList<>(entriesOfRoot(folderUri));
        entries.removeIf(entry -> !entry.uri().startsWith(prefixUri));
        goThrough(entries);
    }

    /** Up to the last slash; without one, the working directory. */
    private static String folderOf(String prefixUri) {
        int scheme =
                prefixUri.startsWith(FileObjectStore.SCHEME) ? FileObjectStore.SCHEME.length() : 0;
        return prefixUri.substring(0, Math.max(scheme, prefixUri.lastIndexOf('/') + 1));
    }

    /** Nothing where no folder can have such a name. */
    private static List<Entry> entriesOfRoot(String folderUri) throws IOException {
        try {
            return entries(folderUri, FileObjectStore.pathOf(folderUri));
        } catch (InvalidPathException none) {
            return List.of();
        }
    }

    private void goThrough(List<Entry> entries) {
        entries.stream().sorted(S3_ORDER.reversed()).forEach(ahead::push);
    }

    @Override
    public boolean tryAdvance(Consumer<? super ListedObject> action) {
        while (!ahead.isEmpty()) {
            Entry next = ahead.pop();
            if (!next.isFolder()) {
                action.accept(next.listed());
                return true;
            }
            lookInto(next);
        }
        if (failure != null) {
            UncheckedIOException told = new UncheckedIOException(failure);
            failure = null;
            throw told;
        }
        return false;
    }

    private void lookInto(Entry folder) {
        try {
            goThrough(entries(folder.uri(), folder.path()));
        } catch (IOException e) {
            IOException described = unreadable(folder, e);
            if (failure == null) {
                failure = described;
            } else {
                failure.addSuppressed(described);
            }
        }
    }

    private static IOException unreadable(Entry folder, IOException cause) {
        return new IOException(
                "Cannot list "
                        + folder.uri()
                        + ": "
                        + cause
                        + ". Let the user of this process read it, or move it elsewhere.",
                cause);
    }

    /** What lies in a folder; nothing where there is none, or no longer. */
    private static List<Entry> entries(String folderUri, Path folder) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                entry(folderUri, file).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    private static Optional<Entry> entry(String folderUri, Path file) throws IOException {
        String uri = folderUri + file.getFileName();
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                // Followed, a link to a folder around itself would be listed for ever.
                return Files.isSymbolicLink(file)
                        ? Optional.empty()
                        : Optional.of(new Entry(uri + "/", file, attributes));
            }
            return attributes.isRegularFile() && !FileObjectStore.isPartial(file)
                    ? Optional.of(new Entry(uri, file, attributes))
                    : Optional.empty();
        } catch (NoSuchFileException vanished) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (Files.isSymbolicLink(file)) {
                return Optional.empty(); // It leads nowhere: in a circle, or through a file.
            }
            throw e;
        }
    }

    /**
     * @param path not to be had from the URI where a name holds what the locale cannot write
     */
    private record Entry(String uri, Path path, BasicFileAttributes attributes) {

        boolean isFolder() {
            return attributes.isDirectory();
        }

        ListedObject listed() {
            return new ListedObject(
                    uri,
                    attributes.size(),
                    Instant.ofEpochMilli(attributes.lastModifiedTime().toMillis()));
        }
    }
}
