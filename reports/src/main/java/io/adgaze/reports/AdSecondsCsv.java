package io.adgaze.reports;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.adgaze.records.AdSecond;
import io.adgaze.records.tables.RecordColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** An ad's seconds as CSV: the columns of the Parquet file under a heading, null as empty. */
final class AdSecondsCsv {

    /** Quotes what needs quoting, rather than whatever is long. */
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

    private AdSecondsCsv() {}

    static void write(Path file, List<AdSecond> seconds) throws IOException {
        RecordColumns columns = RecordColumns.of("ad_seconds", AdSecond.class);
        try (SequenceWriter csv =
                CSV.writer(heading(columns.schema())).writeValues(file.toFile())) {
            for (AdSecond second : seconds) {
                csv.write(values(columns.toAvro(second)));
            }
        }
    }

    private static CsvSchema heading(Schema columns) {
        CsvSchema.Builder heading = CsvSchema.builder();
        columns.getFields().forEach(column -> heading.addColumn(column.name()));
        return heading.build().withHeader();
    }

    private static List<Object> values(GenericRecord row) {
        List<Object> values = new ArrayList<>();
        row.getSchema().getFields().forEach(column -> values.add(row.get(column.pos())));
        return values;
    }
}
