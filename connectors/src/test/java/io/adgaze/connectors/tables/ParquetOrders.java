package io.adgaze.connectors.tables;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** Which orders a Parquet file says that its columns' statistics follow. */
final class ParquetOrders {

    static final ColumnOrder BY_TYPE = ColumnOrder.TYPE_ORDER(new TypeDefinedOrder());

    /** The footer's length and the magic word. */
    private static final int TAIL_BYTES = 8;

    private ParquetOrders() {}

    static Set<ColumnOrder> of(Path parquet) throws IOException {
        ByteBuffer file =
                ByteBuffer.wrap(Files.readAllBytes(parquet)).order(ByteOrder.LITTLE_ENDIAN);
        int end = file.limit() - TAIL_BYTES;
        int start = end - file.getInt(end);
        var footer = new ByteArrayInputStream(file.array(), start, end - start);
        return Set.copyOf(Util.readFileMetaData(footer).getColumn_orders());
    }
}
