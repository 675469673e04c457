package io.adgaze.connectors.tables;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * Makes writers of zstd Parquet that readers of years ago open.
 *
 * <p>Left to itself, parquet-java says of floats since 1.18 that their statistics follow IEEE 754's
 * total order. That is a word which the format learnt late: Polars to 1.40, DataFusion to 50 and
 * Daft 0.4 refuse a whole file for it ({@code Invalid thrift}). The order of before, the type's
 * own, says the same of what is written here, and every reader knows it.
 */
final class ParquetFileBuilder extends ParquetWriter.Builder<GenericRecord, ParquetFileBuilder> {

    private final Schema rows;

    /**
     * @param file is replaced
     * @param rows of columns alone, without records or lists within them
     */
    ParquetFileBuilder(OutputFile file, Schema rows) {
        super(file);
        this.rows = rows;
        withCompressionCodec(CompressionCodecName.ZSTD);
        withWriteMode(ParquetFileWriter.Mode.OVERWRITE);
    }

    @Override
    protected ParquetFileBuilder self() {
        return this;
    }

    @Override
    protected WriteSupport<GenericRecord> getWriteSupport(ParquetConfiguration conf) {
        return writeSupport(new AvroSchemaConverter(conf));
    }

    @Override
    protected WriteSupport<GenericRecord> getWriteSupport(Configuration conf) {
        return writeSupport(new AvroSchemaConverter(conf));
    }

    private WriteSupport<GenericRecord> writeSupport(AvroSchemaConverter converter) {
        MessageType converted = converter.convert(rows);
        List<Type> columns =
                converted.getFields().stream().map(ParquetFileBuilder::inTypesOrder).toList();
        return new AvroWriteSupport<>(
                new MessageType(converted.getName(), columns), rows, GenericData.get());
    }

    private static Type inTypesOrder(Type column) {
        PrimitiveTypeName type = column.asPrimitiveType().getPrimitiveTypeName();
        return switch (type) {
            case FLOAT, DOUBLE ->
                    column.asPrimitiveType().withColumnOrder(ColumnOrder.typeDefined());
            default -> column;
        };
    }
}
