package io.adgaze.operators.ads.sums;

import java.io.ByteArrayOutputStream;

/**
 * A block of sums as bytes: of each that is not 0, by its place, how many zeros lie between it and
 * the one before, as unsigned LEB128 (7 bits a byte, low ones first), and its value, zigzagged and
 * written likewise. So a small ad is small.
 */
final class SparseSums {

    private static final int BITS = 7;
    private static final int MORE = 1 << BITS;

    private SparseSums() {}

    static byte[] encode(long[] sums) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int next = 0;
        for (int place = 0; place < sums.length; place++) {
            long value = sums[place];
            if (value != 0) {
                write(place - next, bytes);
                write(value << 1 ^ value >> Long.SIZE - 1, bytes);
                next = place + 1;
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Adds what {@link #encode} has written.
     *
     * @throws ArithmeticException beyond what a long holds
     */
    static void add(byte[] written, long[] sums) {
        int at = 0;
        int place = 0;
        while (at < written.length) {
            long gap = read(written, at);
            at += length(gap);
            long value = read(written, at);
            at += length(value);
            place += (int) gap;
            sums[place] = Math.addExact(sums[place], value >>> 1 ^ -(value & 1));
            place++;
        }
    }

    /** How many places there are up to the last that is not 0. */
    static int places(byte[] written) {
        int at = 0;
        int places = 0;
        while (at < written.length) {
            long gap = read(written, at);
            at += length(gap);
            at += length(read(written, at));
            places += (int) gap + 1;
        }
        return places;
    }

    private static void write(long value, ByteArrayOutputStream bytes) {
        long rest = value;
        while (rest >>> BITS != 0) {
            bytes.write((int) rest & (MORE - 1) | MORE);
            rest >>>= BITS;
        }
        bytes.write((int) rest);
    }

    private static long read(byte[] bytes, int from) {
        long value = 0;
        int shift = 0;
        int at = from;
        while (true) {
            byte next = bytes[at++];
            value |= (long) (next & (MORE - 1)) << shift;
            if (next >= 0) {
                return value;
            }
            shift += BITS;
        }
    }

    /** How many bytes {@link #write} takes for it. */
    private static int length(long value) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(value | 1);
        return (bits + BITS - 1) / BITS;
    }
}
