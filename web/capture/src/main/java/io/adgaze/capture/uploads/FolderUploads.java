package io.adgaze.capture.uploads;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.DirectUploads;
import io.adgaze.storage.MultipartUpload;
import io.adgaze.storage.SignedRequest;
import io.adgaze.storage.UploadedPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.FileSystemUtils;

/**
 * Uploads into a folder, through this server, in the terms of those into S3: parts are files named
 * {@code <number>-<md5>} in a folder of their upload until they are joined. A part's etag is its
 * MD5, as S3's is.
 */
class FolderUploads implements DirectUploads {

    private static final Pattern PART = Pattern.compile("(\\d+)-([0-9a-f]{32})");
    private static final Pattern UPLOAD_ID = Pattern.compile("[0-9a-f-]{36}");
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final PartTickets tickets;
    private final Clock clock;

    FolderUploads(Path folder, Clock clock) {
        this.folder = folder;
        this.tickets = PartTickets.under(folder);
        this.clock = clock;
    }

    @Override
    public SignedRequest put(String uri, long sizeBytes, String contentType, Duration lifetime) {
        throw new UnsupportedOperationException("Recordings come in parts");
    }

    @Override
    public MultipartUpload begin(String uri, String contentType) throws IOException {
        String id = UUID.randomUUID().toString();
        Files.createDirectories(folder.resolve(id));
        return new MultipartUpload(uri, id);
    }

    @Override
    public SignedRequest part(MultipartUpload upload, int number, long sizeBytes, Duration lifetime)
            throws IOException {
        Instant expiresAt = clock.instant().plus(lifetime);
        PartTicket ticket =
                new PartTicket(upload.id(), number, sizeBytes, expiresAt.getEpochSecond());
        URI url =
                URI.create(
                        "/uploads/%s/parts/%d?length=%d&expires=%d&signature=%s"
                                .formatted(
                                        upload.id(),
                                        number,
                                        sizeBytes,
                                        ticket.expiresAtSecond(),
                                        tickets.sign(ticket)));
        return new SignedRequest(url, Map.of(), expiresAt);
    }

    /** Whether this server has given out such a ticket, and it still holds. */
    boolean admits(PartTicket ticket, String signature) throws IOException {
        return UPLOAD_ID.matcher(ticket.uploadId()).matches()
                && clock.instant().getEpochSecond() <= ticket.expiresAtSecond()
                && tickets.isSigned(ticket, signature);
    }

    /**
     * Keeps a part's bytes; one sent before under the same number goes.
     *
     * @return its etag
     * @throws NoSuchFileException when the upload was completed or aborted
     */
    String receive(PartTicket ticket, InputStream bytes) throws IOException {
        Path upload = folder.resolve(ticket.uploadId());
        Path partial = upload.resolve("." + UUID.randomUUID() + ".partial");
        MessageDigest md5 = md5();
        try {
            try (OutputStream out = Files.newOutputStream(partial);
                    InputStream in = new DigestInputStream(bytes, md5)) {
                long received = copyAtMost(in, out, ticket.lengthBytes() + 1);
                if (received != ticket.lengthBytes()) {
                    throw new PartLengthException();
                }
            }
            String etag = HexFormat.of().formatHex(md5.digest());
            List<Path> before = filesOf(upload, ticket.number());
            Path part = upload.resolve(ticket.number() + "-" + etag);
            Files.move(partial, part, ATOMIC_MOVE, REPLACE_EXISTING);
            for (Path other : before) {
                if (!other.equals(part)) {
                    Files.deleteIfExists(other);
                }
            }
            return etag;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static long copyAtMost(InputStream in, OutputStream out, long mostBytes)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long copied = 0;
        while (copied < mostBytes) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, mostBytes - copied));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    private static List<Path> filesOf(Path upload, int number) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(upload, number + "-*")) {
            parts.forEach(files::add);
        }
        return files;
    }

    @Override
    public List<UploadedPart> parts(MultipartUpload upload) throws IOException {
        List<UploadedPart> parts = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(upload.id()))) {
            for (Path file : files) {
                Matcher name = PART.matcher(file.getFileName().toString());
                if (name.matches()) {
                    parts.add(
                            new UploadedPart(
                                    Integer.parseInt(name.group(1)),
                                    name.group(2),
                                    Files.size(file)));
                }
            }
        } catch (NoSuchFileException completed) {
            return List.of();
        }
        parts.sort(Comparator.comparingInt(UploadedPart::number));
        return List.copyOf(parts);
    }

    @Override
    public ObjectRef complete(MultipartUpload upload, List<UploadedPart> parts) throws IOException {
        Path joined = folder.resolve(upload.id()).resolve(".joined");
        try (OutputStream out = Files.newOutputStream(joined)) {
            for (UploadedPart part : parts) {
                Files.copy(
                        folder.resolve(upload.id()).resolve(part.number() + "-" + part.etag()),
                        out);
            }
        }
        Path target = Path.of(upload.uri().replaceFirst("^file:/*", "/"));
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path partial = target.resolveSibling("." + target.getFileName() + ".partial");
        // The landing folder may lie on another disk: whole, then in its place.
        Files.copy(joined, partial, REPLACE_EXISTING);
        Files.move(partial, target, ATOMIC_MOVE);
        long sizeBytes = Files.size(target);
        abort(upload);
        return new ObjectRef(upload.uri(), "whole", sizeBytes);
    }

    @Override
    public void abort(MultipartUpload upload) throws IOException {
        FileSystemUtils.deleteRecursively(folder.resolve(upload.id()));
    }

    @Override
    public void close() {}

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
