package io.adgaze.connectors.tables;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/**
 * The end of a Parquet file: what is in it, then the length of that as four bytes, the lowest
 * first, and {@code PAR1}.
 */
final class ParquetFooter {

    private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private static final int TAIL_BYTES = Integer.BYTES + MAGIC.length;

    private ParquetFooter() {}

    /**
     * Puts all columns of a local file into the order of their types, as {@link ParquetFileBuilder}
     * does. The rows before the footer stay as they are, byte for byte; so do statistics: of what
     * Adgaze writes, which has no NaN, they are the same in both orders.
     *
     * @throws IOException when it is not a Parquet file
     */
    static void orderByTypes(Path parquet) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(parquet.toFile(), "rw")) {
            long start = start(file);
            byte[] bytes = new byte[(int) (file.length() - TAIL_BYTES - start)];
            file.seek(start);
            file.readFully(bytes);
            FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes));
            ColumnOrder byType = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());
            footer.setColumn_orders(Collections.nCopies(footer.getColumn_ordersSize(), byType));
            file.seek(start);
            file.write(withTail(footer));
            file.setLength(file.getFilePointer());
        }
    }

    private static long start(RandomAccessFile file) throws IOException {
        long end = file.length() - TAIL_BYTES;
        if (end < MAGIC.length) {
            throw noParquet();
        }
        byte[] tail = new byte[TAIL_BYTES];
        file.seek(end);
        file.readFully(tail);
        long start = end - littleEndian(tail).getInt();
        boolean endsInMagic =
                Arrays.equals(tail, Integer.BYTES, TAIL_BYTES, MAGIC, 0, MAGIC.length);
        if (!endsInMagic || start < MAGIC.length || start > end) {
            throw noParquet();
        }
        return start;
    }

    private static IOException noParquet() {
        return new IOException("it is not a whole Parquet file");
    }

    private static byte[] withTail(FileMetaData footer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, out);
        byte[] length = new byte[Integer.BYTES];
        littleEndian(length).putInt(out.size());
        out.writeBytes(length);
        out.writeBytes(MAGIC);
        return out.toByteArray();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
