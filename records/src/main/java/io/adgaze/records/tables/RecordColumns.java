package io.adgaze.records.tables;

import io.adgaze.records.TableRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table's columns as components of its record, worked out once.
 *
 * <p>A component is the column of its name in snake case; the components of a record within a
 * record are columns behind its name ({@code blinks} and {@code ci95Low}: {@code blinks_ci95_low}),
 * those of another table's row are columns as they are there; {@code dt} is no column, as it is
 * part of the path. Instants are epoch milliseconds.
 */
public final class RecordColumns {

    private static final String PARTITION = "dt";

    private final Schema schema;
    private final Method[][] paths;

    private RecordColumns(Schema schema, Method[][] paths) {
        this.schema = schema;
        this.paths = paths;
    }

    /**
     * The columns of a table.
     *
     * @throws IllegalArgumentException when the record's components and the schema's fields are not
     *     the same
     */
    public static RecordColumns of(String table, Class<? extends Record> rowClass) {
        Schema schema = schemaOf(table);
        Map<String, Method[]> columns = new LinkedHashMap<>();
        collect(rowClass, "", List.of(), columns);
        columns.remove(PARTITION);
        List<String> names = schema.getFields().stream().map(Schema.Field::name).toList();
        if (!List.copyOf(columns.keySet()).equals(names)) {
            throw new IllegalArgumentException(
                    "%s has the columns %s, but the schema of %s has %s"
                            .formatted(rowClass.getName(), columns.keySet(), table, names));
        }
        return new RecordColumns(schema, columns.values().toArray(Method[][]::new));
    }

    /** The Avro schema of a published table. */
    public static Schema schemaOf(String table) {
        String resource = "/io/adgaze/records/" + table + ".avsc";
        try (InputStream in = TableRow.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "There is no table '" + table + "': no resource " + resource);
            }
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }

    /** The table's schema. */
    public Schema schema() {
        return schema;
    }

    /** A row as an Avro record: a null component, or one within a null record, is a null column. */
    public GenericRecord toAvro(Object row) {
        GenericRecord avro = new GenericData.Record(schema);
        for (int column = 0; column < paths.length; column++) {
            avro.put(column, valueAt(row, paths[column]));
        }
        return avro;
    }

    private static void collect(
            Class<?> record, String prefix, List<Method> path, Map<String, Method[]> columns) {
        for (RecordComponent component : record.getRecordComponents()) {
            String name = prefix + snakeCase(component.getName());
            List<Method> there = new ArrayList<>(path);
            there.add(component.getAccessor());
            if (TableRow.class.isAssignableFrom(component.getType())) {
                collect(component.getType(), prefix, there, columns);
            } else if (component.getType().isRecord()) {
                collect(component.getType(), name + "_", there, columns);
            } else {
                columns.put(name, there.toArray(Method[]::new));
            }
        }
    }

    private static @Nullable Object valueAt(Object row, Method[] path) {
        Object value = row;
        for (int i = 0; i < path.length && value != null; i++) {
            try {
                value = path[i].invoke(value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("Cannot read " + path[i], e);
            }
        }
        return value instanceof Instant instant ? instant.toEpochMilli() : value;
    }

    private static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([A-Z]|\\d+(?=[a-z]))", "_$1").toLowerCase(Locale.ROOT);
    }
}
