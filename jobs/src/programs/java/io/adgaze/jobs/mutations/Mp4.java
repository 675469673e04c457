package io.adgaze.jobs.mutations;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** ISO base media, ISO/IEC 14496-12, with the boxes that hold others. */
final class Mp4 implements Container {

    private static final int HEADER = 8;

    private static final Set<String> PARENTS =
            Set.of("moov", "trak", "edts", "mdia", "minf", "dinf", "stbl", "udta", "moof", "traf");

    @Override
    public List<Piece> pieces(byte[] file) {
        List<Piece> pieces = new ArrayList<>();
        collect(file, 0, file.length, pieces);
        return pieces;
    }

    private static void collect(byte[] file, int from, int to, List<Piece> pieces) {
        int at = from;
        while (at + HEADER <= to) {
            long size = ByteBuffer.wrap(file).getInt(at) & 0xFFFFFFFFL;
            if (size < HEADER || at + size > to) {
                return;
            }
            int end = (int) (at + size);
            pieces.add(new Piece(at, at, 4, at + HEADER, end));
            if (PARENTS.contains(new String(file, at + 4, 4, ISO_8859_1))) {
                collect(file, at + HEADER, end, pieces);
            }
            at = end;
        }
    }
}
