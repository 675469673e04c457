package io.adgaze.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.adgaze.records.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A folder as an object store. A version is the modification time in milliseconds and the size,
 * checked when a channel is opened.
 *
 * <p>A URI is a path to the operating system, which resolves {@code .}, {@code ..} and repeated
 * slashes in it. A symbolic link to a file is that file. One to a folder can be named in a URI, but
 * a listing does not follow it, lest it come back to where it was; links that lead nowhere are left
 * out. A listing tells what lay in a folder when it came to that folder, without what vanished
 * meanwhile, and without the hidden files into which {@link #write} writes at first.
 */
public final class FileObjectStore implements ObjectStore {

    static final String SCHEME = "file:";

    /** A file that is still being written; the dot hides it from engines that list the folder. */
    private static final Pattern PARTIAL = Pattern.compile("\\..+\\.partial", Pattern.DOTALL);

    @Override
    public Optional<ObjectRef> head(String uri) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(pathOf(uri), BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? Optional.of(new ObjectRef(uri, versionOf(attributes), attributes.size()))
                    : Optional.empty();
        } catch (NoSuchFileException | InvalidPathException missing) {
            return Optional.empty();
        } catch (FileSystemException e) {
            if (liesWithinAFile(pathOf(uri))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public SeekableByteChannel open(ObjectRef ref) throws IOException {
        SeekableByteChannel channel = openFile(ref);
        try {
            requireVersion(ref);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public byte[] read(String uri, int maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(pathOf(uri))) {
            byte[] content = in.readNBytes(maxBytes);
            if (in.read() >= 0) {
                throw new ObjectTooLargeException(uri, maxBytes);
            }
            return content;
        }
    }

    @Override
    public void write(String uri, Path localFile) throws IOException {
        Path target = pathOf(uri).toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path partial =
                target.resolveSibling(
                        "." + target.getFileName() + "." + UUID.randomUUID() + ".partial");
        try {
            Files.copy(localFile, partial);
            Files.move(partial, target, ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    @Override
    public void delete(String uri) throws IOException {
        Files.deleteIfExists(pathOf(uri));
    }

    @Override
    public Stream<ListedObject> list(String prefixUri) throws IOException {
        return StreamSupport.stream(new FolderListing(prefixUri), false);
    }

    @Override
    public void close() {}

    private static SeekableByteChannel openFile(ObjectRef ref) throws IOException {
        try {
            return Files.newByteChannel(pathOf(ref.uri()));
        } catch (NoSuchFileException missing) {
            throw new ObjectChangedException(ref, "it has been deleted", missing);
        } catch (FileSystemException failed) {
            // Told apart by its type from an object that changed: this may pass.
            throw new IOException("cannot read " + ref.uri() + ": " + failed, failed);
        }
    }

    private void requireVersion(ObjectRef ref) throws IOException {
        String version = head(ref.uri()).map(ObjectRef::version).orElse("none");
        if (!version.equals(ref.version())) {
            throw new ObjectChangedException(ref, "it now has version " + version, null);
        }
    }

    static boolean isPartial(Path file) {
        return PARTIAL.matcher(file.getFileName().toString()).matches();
    }

    private static boolean liesWithinAFile(Path path) {
        Path folder = path.getParent();
        while (folder != null && !Files.exists(folder)) {
            folder = folder.getParent();
        }
        return folder != null && Files.isRegularFile(folder);
    }

    private static String versionOf(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().toMillis() + "-" + attributes.size();
    }

    /** {@code file:/a}, {@code file:///a} and plain paths, absolute or relative. */
    static Path pathOf(String uri) {
        if (!uri.startsWith(SCHEME)) {
            return Path.of(uri);
        }
        return Path.of(uri.substring(SCHEME.length()).replaceFirst("^/+", "/"));
    }
}
