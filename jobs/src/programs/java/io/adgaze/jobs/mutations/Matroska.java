package io.adgaze.jobs.mutations;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** EBML, RFC 8794, with Matroska's elements that hold others, RFC 9559. */
final class Matroska implements Container {

    /** Of the EBML header's id. */
    static final int FIRST_BYTE = 0x1A;

    private static final Set<Long> PARENTS =
            Set.of(
                    0x1A45DFA3L, // EBML
                    0x18538067L, // Segment
                    0x114D9B74L, // SeekHead
                    0x4DBBL, // Seek
                    0x1549A966L, // Info
                    0x1654AE6BL, // Tracks
                    0xAEL, // TrackEntry
                    0xE0L, // Video
                    0x1F43B675L, // Cluster
                    0xA0L, // BlockGroup
                    0x1C53BB6BL, // Cues
                    0xBBL, // CuePoint
                    0xB7L); // CueTrackPositions

    @Override
    public List<Piece> pieces(byte[] file) {
        List<Piece> pieces = new ArrayList<>();
        collect(file, 0, file.length, pieces);
        return pieces;
    }

    private static void collect(byte[] file, int from, int to, List<Piece> pieces) {
        int at = from;
        while (at < to) {
            int idLength = Integer.numberOfLeadingZeros(file[at] & 0xFF) - 23;
            int sizeAt = at + idLength;
            if (idLength > 4 || sizeAt >= to) {
                return;
            }
            int sizeLength = Integer.numberOfLeadingZeros(file[sizeAt] & 0xFF) - 23;
            int bodyAt = sizeAt + sizeLength;
            if (sizeLength > 8 || bodyAt > to) {
                return;
            }
            long size = number(file, sizeAt, sizeLength) & ((1L << 7 * sizeLength) - 1);
            boolean unknown = size == (1L << 7 * sizeLength) - 1;
            int end = unknown || bodyAt + size > to ? to : (int) (bodyAt + size);
            pieces.add(new Piece(at, sizeAt, sizeLength, bodyAt, end));
            if (PARENTS.contains(number(file, at, idLength))) {
                collect(file, bodyAt, end, pieces);
            }
            at = end;
        }
    }

    private static long number(byte[] file, int at, int length) {
        long number = 0;
        for (int i = at; i < at + length; i++) {
            number = number << 8 | file[i] & 0xFF;
        }
        return number;
    }
}
