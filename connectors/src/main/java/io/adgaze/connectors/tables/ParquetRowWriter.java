package io.adgaze.connectors.tables;

import io.adgaze.records.tables.RecordColumns;
import java.io.IOException;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;

/** Writes records of one table to one Parquet file. */
final class ParquetRowWriter<T extends Record> implements BulkWriter<T> {

    private final BulkWriter<GenericRecord> parquet;
    private final RecordColumns columns;

    private ParquetRowWriter(BulkWriter<GenericRecord> parquet, RecordColumns columns) {
        this.parquet = parquet;
        this.columns = columns;
    }

    @Override
    public void addElement(T row) throws IOException {
        parquet.addElement(columns.toAvro(row));
    }

    @Override
    public void flush() throws IOException {
        parquet.flush();
    }

    @Override
    public void finish() throws IOException {
        parquet.finish();
    }

    /** Makes the writers of one subtask; travels with the job by the table's name. */
    static final class Factory<T extends Record> implements BulkWriter.Factory<T> {

        private static final long serialVersionUID = 1L;

        private final String table;
        private final Class<T> rowClass;
        private transient RecordColumns columns;

        /** Fails early, where the job is put together, when record and schema do not agree. */
        Factory(String table, Class<T> rowClass) {
            this.table = table;
            this.rowClass = rowClass;
            this.columns = RecordColumns.of(table, rowClass);
        }

        @Override
        public BulkWriter<T> create(FSDataOutputStream out) throws IOException {
            if (columns == null) {
                columns = RecordColumns.of(table, rowClass);
            }
            RecordColumns own = columns;
            var parquet =
                    new ParquetWriterFactory<GenericRecord>(file -> ParquetTable.open(file, own));
            return new ParquetRowWriter<>(parquet.create(out), own);
        }
    }
}
