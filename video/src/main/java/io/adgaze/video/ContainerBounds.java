package io.adgaze.video;

import io.adgaze.video.UnreadableVideoException.Kind;
import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.global.avformat;
import org.jspecify.annotations.Nullable;

/**
 * What a container may make FFmpeg read and keep before its pictures are decoded. A few bytes of an
 * index can stand for millions of entries, and attachments are kept whole; so FFmpeg gets its input
 * in small pieces while it opens a container, and what has come of each is looked at before the
 * next.
 */
final class ContainerBounds {

    /** Two hours at 60 pictures a second have an index of 15 MB, and probing reads 8 MiB more. */
    static final long MAX_OPENING_BYTES = 32L * 1024 * 1024;

    /**
     * Over all streams, about 40 bytes each. Two hours at 60 pictures a second, and their sound,
     * have 0.8 million.
     */
    static final int MAX_INDEX_ENTRIES = 3_000_000;

    /** Broadcasts of several programmes have some dozens. */
    static final int MAX_STREAMS = 100;

    /** Less than a track's own part of an index takes: between two pieces there is one at most. */
    private static final int OPENING_PIECE_BYTES = 128;

    /**
     * "dcomzlib": how QuickTime's compressed movie resources begin, which nothing has written for
     * long, and of which a kilobyte becomes a megabyte.
     */
    private static final long COMPRESSED_INDEX = 0x64636F6D7A6C6962L;

    private final @Nullable AVFormatContext container;
    private boolean opening = true;
    private long openingBytes;
    private long lastBytes;

    private ContainerBounds(@Nullable AVFormatContext container) {
        this.container = container;
    }

    /** Of a container that is to be opened. */
    static ContainerBounds of(AVFormatContext container) {
        return new ContainerBounds(container);
    }

    /** Of one of which only the beginning is looked at. */
    static ContainerBounds ofBeginning() {
        return new ContainerBounds(null);
    }

    /**
     * Looks at what FFmpeg is given.
     *
     * @throws UnreadableVideoException when it is an index that FFmpeg would expand and take in at
     *     once
     */
    void inspect(ByteBuffer piece) throws UnreadableVideoException {
        while (opening && piece.hasRemaining()) {
            lastBytes = lastBytes << Byte.SIZE | Byte.toUnsignedLong(piece.get());
            if (lastBytes == COMPRESSED_INDEX) {
                throw new UnreadableVideoException(
                        Kind.TOO_LARGE, "the container's index is compressed");
            }
        }
    }

    /** From here on input comes in pieces of any size, and as much as there is. */
    void opened() {
        opening = false;
    }

    /**
     * How many of {@code asked} bytes FFmpeg is given.
     *
     * @throws UnreadableVideoException when it has read or kept too much already
     */
    int admit(int asked) throws UnreadableVideoException {
        if (indexEntries() > MAX_INDEX_ENTRIES) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    "the container's index has more than %d entries".formatted(MAX_INDEX_ENTRIES));
        }
        if (!opening) {
            return asked;
        }
        int piece = Math.min(asked, OPENING_PIECE_BYTES);
        openingBytes += piece;
        if (openingBytes > MAX_OPENING_BYTES) {
            throw new UnreadableVideoException(
                    Kind.TOO_LARGE,
                    ("the container has more than %d MiB before its pictures begin, such as"
                                    + " attachments")
                            .formatted(MAX_OPENING_BYTES >> 20));
        }
        return piece;
    }

    private long indexEntries() {
        long entries = 0;
        if (container == null) {
            return entries;
        }
        for (int i = 0; i < container.nb_streams(); i++) {
            entries += avformat.avformat_index_get_entries_count(container.streams(i));
        }
        return entries;
    }
}
