package io.adgaze.records.density;

import java.io.ByteArrayOutputStream;

/**
 * A slice's cells as bytes: of each cell that is not 0, by number, how many zeros lie between it
 * and the one before, as unsigned LEB128 (7 bits a byte, low ones first), and its value, zigzagged
 * and written likewise. One viewer's slice is about eight bytes, a full one two to three a cell.
 */
final class CellCodec {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private CellCodec() {}

    /**
     * @param cells all of a slice's
     * @param places those that may not be 0, ascending; some may come twice
     * @param placesN how many of them there are
     */
    static byte[] encode(int[] cells, int[] places, int placesN) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = 0;
        for (int i = 0; i < placesN; i++) {
            int cell = places[i];
            int value = cells[cell];
            if (value != 0 && cell >= next) {
                write(cell - next, bytes);
                write(value << 1 ^ value >> Integer.SIZE - 1, bytes);
                next = cell + 1;
            }
        }
        return bytes.toByteArray();
    }

    static void decode(byte[] bytes, CellSink sink) {
        Reader reader = new Reader(bytes);
        int next = 0;
        while (reader.hasMore()) {
            int cell = next + reader.read();
            int value = reader.read();
            sink.add(cell, value >>> 1 ^ -(value & 1));
            next = cell + 1;
        }
    }

    private static void write(int value, ByteArrayOutputStream bytes) {
        int rest = value;
        while (rest >>> BITS != 0) {
            bytes.write(rest & (MORE - 1) | MORE);
            rest >>>= BITS;
        }
        bytes.write(rest);
    }

    private static final class Reader {

        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasMore() {
            return at < bytes.length;
        }

        int read() {
            int value = 0;
            int shift = 0;
            while (true) {
                byte next = bytes[at++];
                value |= (next & (MORE - 1)) << shift;
                if (next >= 0) {
                    return value;
                }
                shift += BITS;
            }
        }
    }
}
