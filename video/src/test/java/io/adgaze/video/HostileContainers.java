package io.adgaze.video;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;

/** Small containers that claim much, written byte by byte (ISO/IEC 14496-12, RFC 9559). */
final class HostileContainers {

    private static final byte[] UNKNOWN_SIZE = {0x01, -1, -1, -1, -1, -1, -1, -1};
    private static final int ZEROS = 1 << 16;

    private HostileContainers() {}

    /** An MP4 of some hundred bytes a track, each of which has {@code samples} pictures. */
    static Path indexed(Path file, int tracks, int samples) throws IOException {
        ByteArrayOutputStream movie = new ByteArrayOutputStream();
        for (int i = 0; i < tracks; i++) {
            movie.writeBytes(track(samples));
        }
        return Files.write(
                file,
                concat(
                        box("ftyp", "isom".getBytes(ISO_8859_1), ints(0)),
                        box("moov", movie.toByteArray()),
                        box("mdat", new byte[64])));
    }

    /** A QuickTime file whose compressed index is {@code bytes} long once it is expanded. */
    static Path compressedIndex(Path file, int bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(compressed)) {
            for (int written = 0; written < bytes; written += ZEROS) {
                deflater.write(new byte[ZEROS]);
            }
        }
        return Files.write(
                file,
                box(
                        "moov",
                        box(
                                "cmov",
                                box("dcom", "zlib".getBytes(ISO_8859_1)),
                                box("cmvd", ints(bytes), compressed.toByteArray()))));
    }

    /** The same as {@link #indexed}, its index compressed. */
    static Path compressedIndexed(Path file, int tracks, int samples) throws IOException {
        ByteArrayOutputStream movie = new ByteArrayOutputStream();
        for (int i = 0; i < tracks; i++) {
            movie.writeBytes(track(samples));
        }
        byte[] index = box("moov", movie.toByteArray());
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream deflater = new DeflaterOutputStream(compressed)) {
            deflater.write(index);
        }
        return Files.write(
                file,
                concat(
                        box(
                                "moov",
                                box(
                                        "cmov",
                                        box("dcom", "zlib".getBytes(ISO_8859_1)),
                                        box("cmvd", ints(index.length), compressed.toByteArray()))),
                        box("mdat", new byte[64])));
    }

    /** A WebM that begins with attachments of {@code bytes} each. */
    static Path attachments(Path file, int count, int bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(element(0x1A45DFA3, element(0x4282, "matroska".getBytes(ISO_8859_1))));
            out.write(concat(id(0x18538067), UNKNOWN_SIZE));
            byte[] attached =
                    element(
                            0x61A7,
                            element(0x466E, "a".getBytes(ISO_8859_1)),
                            element(0x4660, "font/ttf".getBytes(ISO_8859_1)),
                            element(0x46AE, new byte[] {1}),
                            element(0x465C, new byte[bytes]));
            out.write(concat(id(0x1941A469), size((long) count * attached.length)));
            for (int i = 0; i < count; i++) {
                out.write(attached);
            }
        }
        return file;
    }

    private static byte[] track(int samples) {
        byte[] picture =
                concat(new byte[6], shorts(1), new byte[16], shorts(320, 240), new byte[50]);
        return box(
                "trak",
                box(
                        "mdia",
                        box("mdhd", ints(0, 0, 0, 1000, 1000, 0)),
                        box("hdlr", ints(0, 0), "vide".getBytes(ISO_8859_1), new byte[13]),
                        box(
                                "minf",
                                box(
                                        "stbl",
                                        box("stsd", ints(0, 1), box("mp4v", picture)),
                                        box("stts", ints(0, 1, samples, 1)),
                                        box("stsc", ints(0, 1, 1, samples, 1)),
                                        box("stsz", ints(0, 1, samples)),
                                        box("stco", ints(0, 1, 1000))))));
    }

    private static byte[] box(String type, byte[]... content) {
        byte[] body = concat(content);
        return concat(ints(8 + body.length), type.getBytes(ISO_8859_1), body);
    }

    private static byte[] element(int id, byte[]... content) {
        byte[] body = concat(content);
        return concat(id(id), size(body.length), body);
    }

    private static byte[] id(int id) {
        byte[] bytes = ints(id);
        int first = 0;
        while (bytes[first] == 0) {
            first++;
        }
        return Arrays.copyOfRange(bytes, first, bytes.length);
    }

    private static byte[] size(long size) {
        return ByteBuffer.allocate(8).putLong(size | 1L << 56).array();
    }

    private static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
        bytes.asIntBuffer().put(values);
        return bytes.array();
    }

    private static byte[] shorts(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return bytes.array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
