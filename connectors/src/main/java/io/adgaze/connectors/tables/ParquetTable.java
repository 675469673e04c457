package io.adgaze.connectors.tables;

import io.adgaze.records.TableRow;
import io.adgaze.records.tables.OutputLayout;
import io.adgaze.records.tables.RecordColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;

/** Published tables as zstd Parquet: streamed into partitions, or written whole. */
public final class ParquetTable {

    private ParquetTable() {}

    /**
     * A sink to {@code part-*.parquet} in the partitions of {@link OutputLayout}. A file is
     * finished, and visible, with each checkpoint; until then its name starts with a dot or it does
     * not exist.
     *
     * @param outputUri any Flink filesystem
     * @param table the name of a published table
     * @param rowClass the record of its rows
     */
    public static <T extends Record & TableRow> FileSink<T> sink(
            String outputUri, String table, Class<T> rowClass) {
        var root = new org.apache.flink.core.fs.Path(new OutputLayout(outputUri).table(table));
        return FileSink.forBulkFormat(root, new ParquetRowWriter.Factory<>(table, rowClass))
                .withBucketAssigner(new PartitionAssigner<T>())
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
                .build();
    }

    /** Writes all rows of a table into one local file, which is replaced. */
    public static <T extends Record> void write(
            Path file, String table, Class<T> rowClass, List<T> rows) throws IOException {
        RecordColumns columns = RecordColumns.of(table, rowClass);
        try (ParquetWriter<GenericRecord> writer = open(new LocalOutputFile(file), columns)) {
            for (T row : rows) {
                writer.write(columns.toAvro(row));
            }
        }
    }

    static ParquetWriter<GenericRecord> open(OutputFile file, RecordColumns columns)
            throws IOException {
        return new ParquetFileBuilder(file, columns.schema()).build();
    }
}
