package io.adgaze.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A file of comma-separated values with a header. */
final class Csv {

    private Csv() {}

    /** The file's rows. */
    static List<Row> read(Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (MappingIterator<Map<String, String>> cells =
                new CsvMapper()
                        .readerForMapOf(String.class)
                        .with(CsvSchema.emptySchema().withHeader())
                        .readValues(file.toFile())) {
            while (cells.hasNext()) {
                rows.add(new Row(file, rows.size() + 2, cells.next()));
            }
        } catch (JsonProcessingException | RuntimeJsonMappingException e) {
            throw new BadDataException(file, "no CSV with a header: " + e.getMessage(), e);
        }
        if (rows.isEmpty()) {
            throw new BadDataException(file, "no rows; expected a header and a row an item");
        }
        return rows;
    }

    /** One row of {@code file}, whose header is line 1. */
    record Row(Path file, int line, Map<String, String> cells) {

        boolean has(String column) {
            String cell = cells.get(column);
            return cell != null && !cell.isBlank();
        }

        String text(String column) throws BadDataException {
            if (!has(column)) {
                throw new BadDataException(file, "line " + line + " has no " + column);
            }
            return cells.get(column).strip();
        }

        double number(String column) throws BadDataException {
            String cell = text(column);
            try {
                return Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw new BadDataException(
                        file, "line " + line + ": " + column + " is no number: " + cell, e);
            }
        }
    }
}
