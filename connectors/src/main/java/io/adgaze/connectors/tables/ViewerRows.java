package io.adgaze.connectors.tables;

import io.adgaze.records.ObjectRef;
import io.adgaze.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Viewers' rows within the finished files of a table: tells whose are there, and takes them out.
 *
 * <p>Of files that hold none of the viewers little more than the footer is read: Parquet passes
 * over what its statistics and dictionaries exclude.
 */
public final class ViewerRows {

    private static final String VIEWER = "viewer_key";
    private static final String SESSION = "session_id";
    private static final String STARTED = "started_at";

    /** Parquet's own setting, for which it has no public name. */
    private static final String READ_SCHEMA = "parquet.avro.read.schema";

    private static final Schema OWNER =
            SchemaBuilder.record("owner")
                    .fields()
                    .requiredString(SESSION)
                    .requiredString(VIEWER)
                    .endRecord();

    private static final Schema START =
            SchemaBuilder.record("start")
                    .fields()
                    .requiredString(SESSION)
                    .requiredString(VIEWER)
                    .requiredLong(STARTED)
                    .endRecord();

    private final ObjectStore store;
    private final Path scratch;

    /**
     * @param scratch a local folder for files on their way
     */
    public ViewerRows(ObjectStore store, Path scratch) {
        this.store = store;
        this.scratch = scratch;
    }

    /** How many rows of {@code viewers} a file has, by whose they are. */
    public Map<RowOwner, Integer> count(ObjectRef file, Set<String> viewers) throws IOException {
        Map<RowOwner, Integer> rows = new HashMap<>();
        read(file, viewers, OWNER, row -> rows.merge(owner(row), 1, Integer::sum));
        return rows;
    }

    /** When the sessions of {@code viewers} began, in a file of {@code sessions}. */
    public Map<RowOwner, Instant> starts(ObjectRef file, Set<String> viewers) throws IOException {
        Map<RowOwner, Instant> starts = new HashMap<>();
        read(
                file,
                viewers,
                START,
                row -> starts.put(owner(row), Instant.ofEpochMilli((long) row.get(STARTED))));
        return starts;
    }

    /**
     * Writes a file without the rows of {@code owners}, under the same key and whole: it stays
     * where it is even when nothing is left in it, since a checkpoint may name it.
     */
    public void remove(ObjectRef file, Set<RowOwner> owners) throws IOException {
        Path rest = Files.createTempFile(scratch, "adgaze-rows-", ".parquet");
        try {
            copyOthers(file, owners, rest);
            requireUnchanged(file);
            store.write(file.uri(), rest);
        } finally {
            Files.delete(rest);
        }
    }

    /** Two erasures at once: the other one may have taken out more. */
    private void requireUnchanged(ObjectRef file) throws IOException {
        if (!store.head(file.uri()).equals(Optional.of(file))) {
            throw new IOException(file.uri() + " was changed by somebody else meanwhile");
        }
    }

    private void copyOthers(ObjectRef file, Set<RowOwner> owners, Path rest) throws IOException {
        try (ParquetReader<GenericRecord> rows = reader(file).build()) {
            GenericRecord row = rows.read();
            if (row == null) {
                throw new IOException(file.uri() + " has no rows, though some were found in it");
            }
            try (ParquetWriter<GenericRecord> writer = writer(rest, row.getSchema())) {
                for (; row != null; row = rows.read()) {
                    if (!owners.contains(owner(row))) {
                        writer.write(row);
                    }
                }
            }
        }
    }

    private static ParquetWriter<GenericRecord> writer(Path file, Schema schema)
            throws IOException {
        return new ParquetFileBuilder(new LocalOutputFile(file), schema).build();
    }

    private void read(
            ObjectRef file, Set<String> viewers, Schema columns, Consumer<GenericRecord> each)
            throws IOException {
        if (viewers.isEmpty()) {
            return;
        }
        ParquetReader.Builder<GenericRecord> reader =
                reader(file)
                        .withFilter(ofViewers(viewers))
                        .set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, columns.toString())
                        .set(READ_SCHEMA, columns.toString());
        try (ParquetReader<GenericRecord> rows = reader.build()) {
            for (GenericRecord row = next(rows); row != null; row = next(rows)) {
                each.accept(row);
            }
        }
    }

    private static @Nullable GenericRecord next(ParquetReader<GenericRecord> rows)
            throws IOException {
        return rows.read();
    }

    private static FilterCompat.Filter ofViewers(Set<String> viewers) {
        return FilterCompat.get(
                FilterApi.userDefined(FilterApi.binaryColumn(VIEWER), new OfViewers(viewers)));
    }

    private ParquetReader.Builder<GenericRecord> reader(ObjectRef file) {
        return AvroParquetReader.<GenericRecord>builder(
                        new StoredInputFile(store, file), new PlainParquetConfiguration())
                .withDataModel(GenericData.get());
    }

    private static RowOwner owner(GenericRecord row) {
        return new RowOwner(row.get(VIEWER).toString(), row.get(SESSION).toString());
    }
}
